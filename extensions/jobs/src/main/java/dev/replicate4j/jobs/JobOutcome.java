package dev.replicate4j.jobs;

import dev.replicate4j.api.Metrics;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What has become of one call of a job.
 *
 * @param <O> the output of the model
 * @param key the call's key
 * @param state what has become of it
 * @param output what the model has returned, its files being local ones; null unless the state is {@link JobState#DONE}
 * @param files the files of the output, in the order in which they are in it
 * @param predictionId the prediction, where there is one
 * @param metrics what Replicate has measured; empty where it has not told
 * @param failure why there is no output; null where there is one
 */
public record JobOutcome<O extends @Nullable Object>(
        String key,
        JobState state,
        @Nullable O output,
        List<KeptFile> files,
        Optional<String> predictionId,
        Metrics metrics,
        @Nullable RuntimeException failure) {

    /**
     * Returns the output, or throws what the call has failed with.
     *
     * @return the output
     */
    @SuppressWarnings("NullAway") // null only where O itself allows it
    public O get() {
        if (failure != null) {
            throw failure;
        }
        return output;
    }
}
