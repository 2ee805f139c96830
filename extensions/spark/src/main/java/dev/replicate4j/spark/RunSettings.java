package dev.replicate4j.spark;

import dev.replicate4j.jobs.UnknownRunPolicy;
import java.io.Serializable;
import java.time.Duration;

/**
 * What the tasks of a run are told. It is shipped with each task.
 *
 * @param run names the run
 * @param store the URI of the store
 * @param buckets how many journals the store has
 * @param share the rate of a task where the driver does not tell it, in creates a minute
 * @param maxErrors how many rows may fail
 * @param mostRunning how many runs of a task are under way
 * @param leaseTime after which a task that is not seen has lost its bucket
 */
record RunSettings<I>(
        String run,
        String store,
        int buckets,
        ExecutorModel<I> model,
        RowFunction<I> input,
        ExecutorClient client,
        OutputColumn output,
        int share,
        long maxErrors,
        int mostRunning,
        UnknownRunPolicy unknownRuns,
        boolean equalInputsOnce,
        Duration timeToAppear,
        Duration syncWindow,
        Duration leaseTime)
        implements Serializable {}
