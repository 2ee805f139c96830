/** One rate and one budget for all executors, held by the driver. Knows nothing of Spark. */
@NullMarked
package dev.replicate4j.spark.internal.limits;

import org.jspecify.annotations.NullMarked;
