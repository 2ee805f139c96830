package dev.replicate4j.testkit.internal;

import dev.replicate4j.testkit.internal.api.SyncReplyOptions;
import dev.replicate4j.testkit.internal.model.SimulatedModel;
import dev.replicate4j.testkit.internal.recording.Recording;
import dev.replicate4j.testkit.internal.run.RunTiming;
import dev.replicate4j.testkit.internal.time.ServerClock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a server is set up.
 *
 * @param port the API's port; 0 for a free one
 * @param models the models it knows at first
 * @param clock the time
 * @param timing how long runs take by default
 * @param token the only token that is accepted; null for any
 * @param options the oddities of Replicate that it shows
 * @param pageSize how many items a page has; null for Replicate's own sizes
 * @param limits whether requests beyond Replicate's limits are refused
 * @param createsPerMinute how many predictions may be created in a minute
 * @param othersPerMinute how many other requests may be sent in a minute
 * @param maxUpload how many bytes an uploaded file may have
 * @param seed what ids depend on
 * @param recording the traffic that it records or replays; null if it simulates Replicate
 */
public record ServerSettings(
        int port,
        List<SimulatedModel> models,
        ServerClock clock,
        RunTiming timing,
        @Nullable String token,
        SyncReplyOptions options,
        @Nullable Integer pageSize,
        boolean limits,
        int createsPerMinute,
        int othersPerMinute,
        long maxUpload,
        long seed,
        @Nullable Recording recording) {

    /** The size of a page that Replicate gives this many items. */
    int pageSize(int replicates) {
        return pageSize == null ? replicates : pageSize;
    }
}
