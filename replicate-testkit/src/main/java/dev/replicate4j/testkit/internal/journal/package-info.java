/**
 * The journal of requests.
 */
@NullMarked
package dev.replicate4j.testkit.internal.journal;

import org.jspecify.annotations.NullMarked;
