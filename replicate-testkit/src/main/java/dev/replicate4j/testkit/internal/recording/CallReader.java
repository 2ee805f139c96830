package dev.replicate4j.testkit.internal.recording;

import dev.replicate4j.testkit.internal.http.MultipartReader;
import dev.replicate4j.testkit.internal.http.ServerOrigin;
import dev.replicate4j.testkit.internal.http.ServerRequest;
import dev.replicate4j.testkit.internal.json.MalformedJsonException;
import dev.replicate4j.testkit.internal.json.ServerJson;
import dev.replicate4j.testkit.internal.model.ModelRegistry;
import dev.replicate4j.testkit.internal.model.SimulatedModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the calls of requests, without their secrets. */
final class CallReader {

    /** In place of a secret. */
    static final String REMOVED = "(removed)";

    private final RecordedUrls urls;
    private final ModelRegistry models;
    private final Function<ServerRequest, @Nullable String> modelOf;
    private final Set<String> secrets = new TreeSet<>();

    /**
     * Creates a reader.
     *
     * @param models the models whose schemas say which inputs are secret
     * @param modelOf the model that a request is about
     */
    CallReader(RecordedUrls urls, ModelRegistry models, Function<ServerRequest, @Nullable String> modelOf) {
        this.urls = urls;
        this.models = models;
        this.modelOf = modelOf;
    }

    RecordedCall read(ServerRequest request) {
        String url = urls.ofRequest(request.origin() == ServerOrigin.API, request.target());
        byte[] body = request.body();
        String type = String.valueOf(request.header("Content-Type"));
        if (body.length == 0) {
            return new RecordedCall(request.method(), url, null);
        }
        if (type.startsWith("multipart/")) {
            return new RecordedCall(request.method(), url, parts(body, type));
        }
        String text = urls.fromClient(new String(body, StandardCharsets.UTF_8));
        try {
            Object json = ServerJson.parse(text.getBytes(StandardCharsets.UTF_8));
            return new RecordedCall(request.method(), url, withoutSecrets(request, json));
        } catch (MalformedJsonException e) {
            return new RecordedCall(request.method(), url, text);
        }
    }

    /** {@return the secrets that calls have had so far} */
    synchronized List<String> secrets() {
        return List.copyOf(secrets);
    }

    private @Nullable Object withoutSecrets(ServerRequest request, @Nullable Object json) {
        if (!(json instanceof Map<?, ?> map)) {
            return json;
        }
        Map<String, @Nullable Object> body = ServerJson.asObject(map);
        body.computeIfPresent(
                "context",
                (name, context) -> masked(context, ServerJson.asObject(context).keySet()));
        body.computeIfPresent("input", (name, input) -> masked(input, secretInputs(modelOf.apply(request))));
        return body;
    }

    private Object masked(Object object, Set<String> names) {
        Map<String, @Nullable Object> members = ServerJson.asObject(object);
        for (String name : names) {
            if (members.get(name) instanceof String secret) {
                remember(secret);
                members.put(name, REMOVED);
            }
        }
        return members;
    }

    private synchronized void remember(String secret) {
        secrets.add(secret);
    }

    private Set<String> secretInputs(@Nullable String model) {
        Set<String> names = new TreeSet<>();
        if (model != null) {
            models.find(model)
                    .flatMap(SimulatedModel::latest)
                    .ifPresent(version -> ServerJson.asObject(
                                    version.schema("Input").get("properties"))
                            .forEach((name, property) -> {
                                Map<String, @Nullable Object> schema = ServerJson.asObject(property);
                                if ("password".equals(schema.get("format"))
                                        || Boolean.TRUE.equals(schema.get("x-cog-secret"))) {
                                    names.add(name);
                                }
                            }));
        }
        return names;
    }

    private static List<@Nullable Object> parts(byte[] body, String type) {
        List<@Nullable Object> parts = new ArrayList<>();
        try {
            MultipartReader.read(new ByteArrayInputStream(body), type, part -> new PartDigest(part, parts));
        } catch (IOException e) {
            parts.add(String.valueOf(e.getMessage()));
        }
        return parts;
    }

    /** Digests the content of a part when it ends. */
    private static final class PartDigest extends OutputStream {

        private final MultipartReader.Part part;
        private final List<@Nullable Object> parts;
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();

        PartDigest(MultipartReader.Part part, List<@Nullable Object> parts) {
            this.part = part;
            this.parts = parts;
        }

        @Override
        public void write(int b) {
            content.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            content.write(bytes, offset, length);
        }

        @Override
        public void close() {
            parts.add(ServerJson.object(
                    "name", part.name(),
                    "filename", part.filename(),
                    "type", part.type(),
                    "sha256", RecordingFile.sha256(content.toByteArray())));
        }
    }
}
