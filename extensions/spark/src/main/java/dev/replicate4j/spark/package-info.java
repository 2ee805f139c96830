/** A Spark Dataset through a model: every row is paid once, whatever dies. */
@NullMarked
package dev.replicate4j.spark;

import org.jspecify.annotations.NullMarked;
