package dev.replicate4j.testkit.internal.recording;

import dev.replicate4j.testkit.internal.http.ServerRequest;
import dev.replicate4j.testkit.internal.model.ModelRegistry;
import dev.replicate4j.testkit.internal.run.ServerUrls;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a server uses a recording.
 *
 * @param file the file
 * @param upstream the base URL of the API that is recorded; null to replay
 * @param token the token for the upstream API; null to replay
 */
public record Recording(
        Path file, @Nullable String upstream, @Nullable String token) {

    /** Opens the recording for a server. */
    public Traffic open(
            ServerUrls server,
            ModelRegistry models,
            Function<ServerRequest, @Nullable String> modelOf,
            Executor executor) {
        String base = upstream == null ? RecordedUrls.API : upstream;
        RecordedUrls urls = new RecordedUrls(server, base);
        CallReader calls = new CallReader(urls, models, modelOf);
        RecordingFile recording = new RecordingFile(file);
        return upstream == null || token == null
                ? new TrafficReplayer(recording, urls, calls)
                : new TrafficRecorder(recording, urls, calls, token, executor);
    }
}
