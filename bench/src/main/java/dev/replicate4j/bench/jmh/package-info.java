/** What happens inside a JVM, by JMH: {@code java -jar bench/target/benchmarks.jar jmh -prof gc}. */
@NullMarked
package dev.replicate4j.bench.jmh;

import org.jspecify.annotations.NullMarked;
