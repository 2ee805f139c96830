package dev.replicate4j.jobs;

import dev.replicate4j.jobs.internal.journal.JournalEntry;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a key, whatever its model returns.
 *
 * @param state what has become of it
 * @param id its prediction, where there is one
 * @param done its output as it is stored; null unless it has succeeded
 * @param failure why there is no output
 * @param stored whether it had ended before the job was opened
 */
record KeyResult(
        JobState state,
        @Nullable String id,
        JournalEntry.@Nullable Done done,
        @Nullable RuntimeException failure,
        boolean stored) {

    static KeyResult of(JournalEntry.Done done, boolean stored) {
        return new KeyResult(JobState.DONE, done.id(), done, null, stored);
    }

    static KeyResult of(JobState state, @Nullable String id, RuntimeException failure) {
        return new KeyResult(state, id, null, failure, false);
    }

    KeyResult asStored() {
        return new KeyResult(state, id, done, failure, true);
    }
}
