package dev.replicate4j.testkit.internal.run;

import dev.replicate4j.testkit.internal.json.ServerJson;
import dev.replicate4j.testkit.internal.media.OutputFileStore;
import dev.replicate4j.testkit.internal.model.OutputShape;
import dev.replicate4j.testkit.internal.run.SimulatedRun.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Encodes runs as the API does: which members they have at which time, and in which order. */
public final class RunJson {

    private final ServerUrls origins;
    private final OutputFileStore outputFiles;

    /** Writes URLs of the given addresses. */
    public RunJson(ServerUrls origins, OutputFileStore outputFiles) {
        this.origins = origins;
        this.outputFiles = outputFiles;
    }

    /** The run as a GET returns it. */
    public Map<String, @Nullable Object> of(SimulatedRun run) {
        return of(run, run.snapshot());
    }

    /** The run as it is before anything has happened; a training, too, then has the URLs of a prediction. */
    public Map<String, @Nullable Object> created(SimulatedRun run) {
        Map<String, @Nullable Object> json =
                of(run, new Snapshot(RunStatus.STARTING, null, null, false, null, null, "", Map.of(), false));
        json.put("urls", urls(run, "/predictions/"));
        return json;
    }

    /** The run as if it were under way and had nothing to show. */
    public Map<String, @Nullable Object> processing(SimulatedRun run) {
        return of(run, new Snapshot(RunStatus.PROCESSING, null, null, true, null, null, "", Map.of(), false));
    }

    /**
     * The run as a blocking reply has it when it succeeded in time: with the output, but else as if it were under way.
     *
     * @param processing whether the status is {@code processing} instead of {@code succeeded}
     * @param inlineFiles whether files are {@code data:} URIs instead of URLs
     */
    public Map<String, @Nullable Object> waitedFor(SimulatedRun run, boolean processing, boolean inlineFiles) {
        Snapshot now = run.snapshot();
        if (now.status() != RunStatus.SUCCEEDED) {
            return of(run, now);
        }
        Object output = inlineFiles ? inline(now.output()) : now.output();
        Snapshot shown = processing
                ? new Snapshot(RunStatus.PROCESSING, null, null, true, output, null, "", Map.of(), false)
                : new Snapshot(
                        now.status(),
                        now.startedAt(),
                        now.completedAt(),
                        true,
                        output,
                        now.error(),
                        now.logs(),
                        now.metrics(),
                        now.removed());
        return of(run, shown);
    }

    private Map<String, @Nullable Object> of(SimulatedRun run, Snapshot now) {
        RunSpec spec = run.spec();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", run.id());
        json.put("model", spec.model().ref());
        json.put("version", spec.model().official() ? "hidden" : spec.version().id());
        json.put("input", now.removed() ? Map.of() : ServerJson.sorted(spec.input()));
        json.put("logs", now.logs());
        if (now.hasOutput() || endedWithout(now)) {
            json.put("output", now.output());
        }
        if (spec.kind() == RunSpec.Kind.PREDICTION) {
            json.put("data_removed", now.removed());
        }
        json.put("error", now.error());
        json.put("source", "api");
        json.put("status", now.status().wire());
        json.put("created_at", run.createdAt().toString());
        putIfPresent(json, "started_at", now.startedAt());
        putIfPresent(json, "completed_at", now.completedAt());
        putRequested(json, run);
        putMetrics(json, run, now);
        json.put("urls", urls(run, spec.kind() == RunSpec.Kind.TRAINING ? "/trainings/" : "/predictions/"));
        return json;
    }

    private static boolean endedWithout(Snapshot now) {
        return now.status() == RunStatus.CANCELED
                || now.status() == RunStatus.ABORTED
                || now.status() == RunStatus.FAILED;
    }

    private static void putRequested(Map<String, @Nullable Object> json, SimulatedRun run) {
        RunSpec spec = run.spec();
        Duration lifetime = spec.lifetime();
        if (lifetime != null) {
            json.put("deadline", run.createdAt().plus(lifetime).toString());
        }
        putIfPresent(json, "deployment", spec.deployment());
        if (spec.stream() != null) {
            json.put("stream", spec.stream());
        }
        putIfPresent(json, "webhook", spec.webhook());
        if (spec.events() != null) {
            json.put("webhook_events_filter", spec.events());
        }
    }

    private static void putMetrics(Map<String, @Nullable Object> json, SimulatedRun run, Snapshot now) {
        Instant started = now.startedAt();
        Instant completed = now.completedAt();
        if (completed == null) {
            return;
        }
        Map<String, @Nullable Object> metrics = new LinkedHashMap<>(now.metrics());
        if (started != null) {
            metrics.put("predict_time", seconds(started, completed));
        }
        metrics.put("total_time", seconds(run.createdAt(), completed));
        json.put("metrics", metrics);
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }

    private Map<String, @Nullable Object> urls(SimulatedRun run, String resource) {
        String get = origins.api() + resource + run.id();
        Map<String, @Nullable Object> urls = ServerJson.object("cancel", get + "/cancel", "get", get);
        if (run.spec().kind() == RunSpec.Kind.PREDICTION) {
            OutputShape shape = run.spec().version().shape();
            if (shape.streams()) {
                urls.put("stream", streamUrl(run, shape));
            }
        }
        urls.put("web", "https://replicate.com/p/" + run.id());
        return urls;
    }

    private String streamUrl(SimulatedRun run, OutputShape shape) {
        String token = run.streamToken();
        return origins.delivery()
                + (shape.files() ? "/v1/files/" + token.substring(0, 4) + "-" + token : "/v1/streams/" + token);
    }

    private @Nullable Object inline(@Nullable Object output) {
        return ServerJson.mapLeaves(
                output,
                leaf -> leaf instanceof String text
                        ? outputFiles
                                .findUrl(text)
                                .map(OutputFileStore::dataUri)
                                .orElse(text)
                        : leaf);
    }

    private static void putIfPresent(Map<String, @Nullable Object> json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value instanceof Instant ? value.toString() : value);
        }
    }
}
