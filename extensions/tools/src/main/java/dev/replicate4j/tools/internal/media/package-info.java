/** Pictures in a size that fits into an answer. */
@NullMarked
package dev.replicate4j.tools.internal.media;

import org.jspecify.annotations.NullMarked;
