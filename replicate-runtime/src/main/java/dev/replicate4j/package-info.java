/**
 * What applications write and what generated classes stand on: the client, typed model functions, runs, output iterators and
 * files that download when first read.
 */
@NullMarked
package dev.replicate4j;

import org.jspecify.annotations.NullMarked;
