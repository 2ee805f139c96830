/**
 * Time that can be real or moved by hand; everything that waits here waits on it.
 */
@NullMarked
package dev.replicate4j.testkit.internal.time;

import org.jspecify.annotations.NullMarked;
