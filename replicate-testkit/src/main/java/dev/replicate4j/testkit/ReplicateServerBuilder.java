package dev.replicate4j.testkit;

import dev.replicate4j.testkit.internal.ServerComponents;
import dev.replicate4j.testkit.internal.ServerSettings;
import dev.replicate4j.testkit.internal.api.SyncReplyOptions;
import dev.replicate4j.testkit.internal.model.PinReader;
import dev.replicate4j.testkit.internal.model.SimulatedModel;
import dev.replicate4j.testkit.internal.run.RunTiming;
import dev.replicate4j.testkit.internal.time.SystemServerClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes a {@link ReplicateServer}. By default it knows no models, listens on a free port, accepts any token, takes no
 * time, refuses nobody for asking too often, and shows the oddities that were recorded of Replicate. A builder can start
 * several servers.
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

    ReplicateServerBuilder() {}

    /**
     * Adds the models of all pins in a folder and the folders in it.
     *
     * @param folder as a rule {@code src/main/replicate}; one pin alone will do too
     * @return this builder
     * @throws IllegalArgumentException if there is no such folder or a file in it is no pin
     */
    public ReplicateServerBuilder pins(Path folder) {
        models.addAll(PinReader.readAll(folder));
        return this;
    }

    /**
     * Adds a model by the text of its pin, or of what {@code GET /v1/models/owner/name} returns.
     *
     * @param json the text
     * @return this builder
     * @throws IllegalArgumentException if the text is neither
     */
    public ReplicateServerBuilder model(String json) {
        models.add(PinReader.parse(json.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    /**
     * Sets the API's port. Files and streams have a free port besides, as Replicate has other hosts for them.
     *
     * @param port the port; 0, the default, takes a free one
     * @return this builder
     */
    public ReplicateServerBuilder port(int port) {
        this.port = port;
        return this;
    }

    /**
     * Accepts one token only.
     *
     * @param token the token; by default any that is not empty is accepted
     * @return this builder
     */
    public ReplicateServerBuilder acceptOnly(String token) {
        this.token = token;
        return this;
    }

    /**
     * Lets the server go by a clock that the test moves.
     *
     * @param clock the clock; by default the server goes by the machine's time
     * @return this builder
     */
    public ReplicateServerBuilder clock(TestClock clock) {
        this.clock = clock;
        return this;
    }

    /**
     * Lets predictions and trainings wait before they run.
     *
     * @param duration how long they are {@code starting}; none by default
     * @return this builder
     */
    public ReplicateServerBuilder queuedFor(Duration duration) {
        this.queued = duration;
        return this;
    }

    /**
     * Lets predictions and trainings take their time, spread evenly over the pieces of their output.
     *
     * @param duration how long they are {@code processing}; none by default
     * @return this builder
     */
    public ReplicateServerBuilder runningFor(Duration duration) {
        this.running = duration;
        return this;
    }

    /**
     * Says what status a blocking reply ({@code Prefer: wait}) has when the prediction succeeded in time. Replicate has
     * the output in it, but says {@code processing}, without metrics and logs.
     *
     * @param processing true, the default, for {@code processing}; false for {@code succeeded}
     * @return this builder
     */
    public ReplicateServerBuilder blockingRepliesSayProcessing(boolean processing) {
        this.processing = processing;
        return this;
    }

    /**
     * Says how a blocking reply ({@code Prefer: wait}) carries files. Replicate inlines them.
     *
     * @param inline true, the default, for {@code data:} URIs; false for URLs
     * @return this builder
     */
    public ReplicateServerBuilder blockingRepliesInlineFiles(boolean inline) {
        this.inline = inline;
        return this;
    }

    /**
     * Refuses requests beyond Replicate's limits, with status 429: 600 predictions created and 3000 other requests a
     * minute. By default nothing is refused.
     *
     * @return this builder
     */
    public ReplicateServerBuilder rateLimits() {
        return rateLimits(600, 3000);
    }

    /**
     * Refuses requests beyond limits, with status 429.
     *
     * @param createsPerMinute how many predictions may be created in a minute; at least 1
     * @param othersPerMinute how many other requests may be sent in a minute; at least 1. Reading a single prediction has
     *     a limit of its own: 60,000
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
     * Sets how many items a page of any list has.
     *
     * @param items how many; by default as many as Replicate has: 100, of models 25
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
     * Sets how large an uploaded file may be.
     *
     * @param bytes how many bytes; 100 MiB by default
     * @return this builder
     */
    public ReplicateServerBuilder maxUpload(long bytes) {
        this.maxUpload = bytes;
        return this;
    }

    /**
     * Sets what ids depend on: the same seed gives the same ids, as long as requests come in the same order.
     *
     * @param seed any number; 42 by default
     * @return this builder
     */
    public ReplicateServerBuilder seed(long seed) {
        this.seed = seed;
        return this;
    }

    /**
     * Starts a server.
     *
     * @return the server; to be closed
     * @throws java.io.UncheckedIOException if the port is taken
     */
    public ReplicateServer start() {
        ServerSettings settings = new ServerSettings(
                port,
                List.copyOf(models),
                clock == null ? new SystemServerClock() : clock.timeline(),
                new RunTiming(queued, running),
                token,
                new SyncReplyOptions(processing, inline),
                pageSize,
                limits,
                createsPerMinute,
                othersPerMinute,
                maxUpload,
                seed);
        return new ReplicateServer(new ServerComponents(settings));
    }
}
