/**
 * What has changed between pinned models and candidates for their place, and which lines of the user's code it breaks.
 */
@NullMarked
package dev.replicate4j.maven.drift;

import org.jspecify.annotations.NullMarked;
