package dev.replicate4j.jobs;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a job was told when it was opened.
 *
 * @param folder of the journal
 * @param files where files are kept
 * @param createsPerMinute the account's rate
 * @param mostRunning how many calls are under way at most
 * @param equalInputsOnce whether keys with equal inputs share one run
 * @param timeToAppear how long after its create a prediction is surely listed
 * @param limits shared with other jobs; null for its own
 * @param replica gets all that is recorded; null for none
 * @param syncWindow how long the answer to a create is held back; zero to have the id at once
 */
record JobSettings(
        Path folder,
        Path files,
        Budget budget,
        int createsPerMinute,
        int mostRunning,
        UnknownRunPolicy unknownRuns,
        FailedRunPolicy failedRuns,
        boolean equalInputsOnce,
        Duration timeToAppear,
        Duration syncWindow,
        @Nullable JobLimits limits,
        @Nullable JobReplica replica,
        boolean newVersion,
        List<JobListener> listeners,
        @Nullable ProgressDisplay display) {}
