/** What lies where all of a cluster see it: files, leases, and the journals of jobs. Knows nothing of Spark. */
@NullMarked
package dev.replicate4j.spark.internal.store;

import org.jspecify.annotations.NullMarked;
