/**
 * Benchmarks of the whole client and generator: ratios to the bare JDK and to peers, measured in one run on one machine.
 *
 * <p>{@link dev.replicate4j.bench.Main} lists the programs.
 */
@NullMarked
package dev.replicate4j.bench;

import org.jspecify.annotations.NullMarked;
