package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.http.ServerRequest;
import dev.replicate4j.testkit.internal.journal.RequestJournalEntry;
import dev.replicate4j.testkit.internal.json.MalformedJsonException;
import dev.replicate4j.testkit.internal.json.ServerJson;
import dev.replicate4j.testkit.internal.model.ModelRegistry;
import dev.replicate4j.testkit.internal.model.SimulatedModel;
import dev.replicate4j.testkit.internal.run.RunRegistry;
import dev.replicate4j.testkit.internal.run.SimulatedRun;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Resolves the model that a request is about. */
public final class RequestModelResolver {

    private final ModelRegistry models;
    private final RunRegistry runs;

    /** Creates a resolver for the given models and runs. */
    public RequestModelResolver(ModelRegistry models, RunRegistry runs) {
        this.models = models;
        this.runs = runs;
    }

    /** {@return {@code owner/name}; null if the request is about no model, or none that is known} */
    public @Nullable String find(ServerRequest request) {
        return find(request.method(), request.path(), request::body);
    }

    /** {@return the same of a request that was written down} */
    public @Nullable String find(RequestJournalEntry entry) {
        return find(entry.method(), entry.target().replaceFirst("\\?.*", ""), entry::body);
    }

    private @Nullable String find(String method, String target, Supplier<byte[]> body) {
        List<String> path = List.of(target.substring(1).split("/"));
        if (path.size() >= 4 && path.get(1).equals("models")) {
            return path.get(2) + "/" + path.get(3);
        }
        if (path.size() >= 3
                && (path.get(1).equals("predictions") || path.get(1).equals("trainings"))) {
            return ofRun(runs.find(path.get(2)));
        }
        if (path.size() == 3 && path.get(1).equals("streams")) {
            return ofRun(runs.findStream(path.get(2)));
        }
        boolean create = path.size() == 2 && path.get(1).equals("predictions") && method.equals("POST");
        return create ? ofBody(body.get()) : null;
    }

    private static @Nullable String ofRun(Optional<SimulatedRun> run) {
        return run.map(known -> known.spec().model().ref()).orElse(null);
    }

    private @Nullable String ofBody(byte[] body) {
        try {
            String version = ServerJson.string(ServerJson.asObject(ServerJson.parse(body)), "version");
            if (version == null) {
                return null;
            }
            return version.contains("/")
                    ? version.replaceFirst(":.*", "")
                    : models.withVersion(version).map(SimulatedModel::ref).orElse(null);
        } catch (MalformedJsonException e) {
            return null;
        }
    }
}
