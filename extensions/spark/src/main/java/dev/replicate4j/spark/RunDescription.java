package dev.replicate4j.spark;

import dev.replicate4j.ModelDefinition;
import dev.replicate4j.Replicate;
import dev.replicate4j.jobs.Budget;
import dev.replicate4j.jobs.ProgressDisplay;
import dev.replicate4j.jobs.UnknownRunPolicy;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a run is told, on the driver.
 *
 * @param definition finds the model, where it must be looked up
 * @param budgeted whether the budget was set
 * @param buckets how many journals a new store gets; 0 for as many as Spark runs tasks at a time
 */
record RunDescription<I>(
        ExecutorModel<I> model,
        Function<Replicate, ModelDefinition<I, ?, ?>> definition,
        RowFunction<I> input,
        String key,
        String store,
        ExecutorClient client,
        @Nullable ProgressDisplay display,
        String outputColumn,
        int rate,
        int mostRunning,
        Budget budget,
        boolean budgeted,
        long maxErrors,
        int buckets,
        boolean binaryFiles,
        boolean equalInputsOnce,
        boolean newVersion,
        UnknownRunPolicy unknownRuns,
        Duration timeToAppear,
        Duration syncWindow,
        Duration leaseTime) {}
