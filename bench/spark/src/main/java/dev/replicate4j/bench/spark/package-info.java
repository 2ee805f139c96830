/** A Dataset through a model, beside the naive way. */
@org.jspecify.annotations.NullMarked
package dev.replicate4j.bench.spark;
