/** Whole programs that are timed from the start of their JVM to the line that they print. */
@NullMarked
package dev.replicate4j.bench.start;

import org.jspecify.annotations.NullMarked;
