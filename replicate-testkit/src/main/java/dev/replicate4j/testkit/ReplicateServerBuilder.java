package dev.replicate4j.testkit;

import dev.replicate4j.testkit.internal.ServerComponents;
import dev.replicate4j.testkit.internal.ServerSettings;
import dev.replicate4j.testkit.internal.api.SyncReplyOptions;
import dev.replicate4j.testkit.internal.model.PinReader;
import dev.replicate4j.testkit.internal.model.SimulatedModel;
import dev.replicate4j.testkit.internal.recording.Recording;
import dev.replicate4j.testkit.internal.run.RunTiming;
import dev.replicate4j.testkit.internal.time.SystemServerClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Configures a {@link ReplicateServer}. By default a server knows no models, listens on a free port, accepts any token, takes
 * no time, has no rate limits, and shows the oddities that were recorded of Replicate. A builder can start several servers.
 */
public final class ReplicateServerBuilder {

    private final List<SimulatedModel> models = new ArrayList<>();
    private int port;
    private @Nullable String token;
    private @Nullable TestClock clock;
    private @Nullable Integer pageSize;
    private Duration queued = Duration.ZERO;
    private Duration running = Duration.ZERO;
    private boolean processing = true;
    private boolean inline = true;
    private boolean limits;
    private int createsPerMinute = 600;
    private int othersPerMinute = 3000;
    private long maxUpload = 100 * 1024 * 1024;
    private long seed = 42;
    private @Nullable Recording recording;

    ReplicateServerBuilder() {}

    /**
     * Adds the models of all pins in a folder and its subfolders.
     *
     * @param folder as a rule {@code src/main/replicate}; a single pin is accepted too
     * @return this builder
     * @throws IllegalArgumentException if the folder does not exist or a file in it is not a pin
     */
    public ReplicateServerBuilder pins(Path folder) {
        models.addAll(PinReader.readAll(folder));
        return this;
    }

    /**
     * Adds a model by the JSON of its pin, or of what {@code GET /v1/models/owner/name} returns.
     *
     * @param json the JSON
     * @return this builder
     * @throws IllegalArgumentException if the text is neither
     */
    public ReplicateServerBuilder model(String json) {
        models.add(PinReader.parse(json.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    /**
     * Sets the port of the API. Files and streams have a port of their own, always a free one, as Replicate serves them from other
     * hosts.
     *
     * @param port the port; 0, the default, for a free one
     * @return this builder
     */
    public ReplicateServerBuilder port(int port) {
        this.port = port;
        return this;
    }

    /**
     * Accepts one token only.
     *
     * @param token the token; by default any non-empty token is accepted
     * @return this builder
     */
    public ReplicateServerBuilder acceptOnly(String token) {
        this.token = token;
        return this;
    }

    /**
     * Sets a clock that the test moves.
     *
     * @param clock the clock; by default the server uses the machine's
     * @return this builder
     */
    public ReplicateServerBuilder clock(TestClock clock) {
        this.clock = clock;
        return this;
    }

    /**
     * Sets how long predictions and trainings are queued.
     *
     * @param duration how long they are {@code starting}; zero by default
     * @return this builder
     */
    public ReplicateServerBuilder queuedFor(Duration duration) {
        this.queued = duration;
        return this;
    }

    /**
     * Sets how long predictions and trainings run; the pieces of their output are spread evenly over that time.
     *
     * @param duration how long they are {@code processing}; zero by default
     * @return this builder
     */
    public ReplicateServerBuilder runningFor(Duration duration) {
        this.running = duration;
        return this;
    }

    /**
     * Sets the status in a blocking reply ({@code Prefer: wait}) whose prediction has succeeded. Replicate's reply has the output,
     * but the status {@code processing}, without metrics and logs.
     *
     * @param processing true, the default, for {@code processing}; false for {@code succeeded}
     * @return this builder
     */
    public ReplicateServerBuilder blockingRepliesSayProcessing(boolean processing) {
        this.processing = processing;
        return this;
    }

    /**
     * Sets how a blocking reply ({@code Prefer: wait}) holds files. Replicate inlines them.
     *
     * @param inline true, the default, for {@code data:} URIs; false for URLs
     * @return this builder
     */
    public ReplicateServerBuilder blockingRepliesInlineFiles(boolean inline) {
        this.inline = inline;
        return this;
    }

    /**
     * Enforces Replicate's rate limits, with status 429: 600 creates of predictions and 3000 other requests a minute. By default
     * there are no limits.
     *
     * @return this builder
     */
    public ReplicateServerBuilder rateLimits() {
        return rateLimits(600, 3000);
    }

    /**
     * Enforces rate limits, with status 429.
     *
     * @param createsPerMinute how many predictions may be created a minute; at least 1
     * @param othersPerMinute how many other requests may be sent a minute; at least 1. Reading a single prediction has a limit
     *     of its own: 60,000
     * @return this builder
     */
    public ReplicateServerBuilder rateLimits(int createsPerMinute, int othersPerMinute) {
        if (createsPerMinute < 1 || othersPerMinute < 1) {
            throw new IllegalArgumentException("A limit is at least 1 a minute.");
        }
        this.limits = true;
        this.createsPerMinute = createsPerMinute;
        this.othersPerMinute = othersPerMinute;
        return this;
    }

    /**
     * Sets the page size of all lists.
     *
     * @param items how many items; by default Replicate's own sizes: 100, of models 25
     * @return this builder
     */
    public ReplicateServerBuilder pageSize(int items) {
        if (items < 1) {
            throw new IllegalArgumentException("A page has at least 1 item, not " + items + ".");
        }
        this.pageSize = items;
        return this;
    }

    /**
     * Sets the size limit of uploaded files.
     *
     * @param bytes the limit; 100 MiB by default
     * @return this builder
     */
    public ReplicateServerBuilder maxUpload(long bytes) {
        this.maxUpload = bytes;
        return this;
    }

    /**
     * Sets the seed of ids: the same seed gives the same ids, as long as requests come in the same order.
     *
     * @param seed any number; 42 by default
     * @return this builder
     */
    public ReplicateServerBuilder seed(long seed) {
        this.seed = seed;
        return this;
    }

    /**
     * Replays recorded traffic instead of simulating Replicate.
     *
     * @param file the recording; if there is none, every call fails
     * @return this builder
     * @see ReplicateServer#replaying
     */
    public ReplicateServerBuilder replay(Path file) {
        this.recording = new Recording(file, null, null);
        return this;
    }

    /**
     * Forwards all requests to another server, and records the traffic. The file is written when the server is closed.
     *
     * @param file the recording
     * @param baseUrl the base URL of the other server's API
     * @param token the token for the other server; the recording does not contain it
     * @return this builder
     * @see ReplicateServer#recording
     */
    public ReplicateServerBuilder record(Path file, String baseUrl, String token) {
        this.recording = new Recording(file, baseUrl.replaceFirst("/+$", ""), token);
        return this;
    }

    /**
     * Starts a server.
     *
     * @return the server, to be closed
     * @throws java.io.UncheckedIOException if the port is in use
     * @throws IllegalStateException if the server records the real Replicate, but spending is forbidden
     */
    public ReplicateServer start() {
        if (recording != null && recording.upstream() != null) {
            SpendingGuard.checkRecording(recording.upstream());
        }
        ServerSettings settings = new ServerSettings(
                port,
                List.copyOf(models),
                clock == null ? new SystemServerClock() : clock.serverClock(),
                new RunTiming(queued, running),
                token,
                new SyncReplyOptions(processing, inline),
                pageSize,
                limits,
                createsPerMinute,
                othersPerMinute,
                maxUpload,
                seed,
                recording);
        return new ReplicateServer(new ServerComponents(settings));
    }
}
