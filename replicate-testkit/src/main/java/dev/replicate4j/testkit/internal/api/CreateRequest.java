package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.http.ServerRequest;
import dev.replicate4j.testkit.internal.json.MalformedJsonException;
import dev.replicate4j.testkit.internal.json.ServerJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of a request that creates a prediction or a training, with its top level checked. */
final class CreateRequest {

    private static final Set<String> EVENTS = Set.of("start", "output", "logs", "completed");

    private final Map<String, @Nullable Object> body;

    private CreateRequest(Map<String, @Nullable Object> body) {
        this.body = body;
    }

    /**
     * Reads and checks the body of a prediction's creation.
     *
     * @param own the members besides those that all such bodies have; all of them required
     */
    static CreateRequest read(ServerRequest request, String... own) {
        return read(request, false, own);
    }

    /** Reads and checks the body of a training's creation, which may have members that are not known. */
    static CreateRequest readTraining(ServerRequest request) {
        return read(request, true, "destination");
    }

    private static CreateRequest read(ServerRequest request, boolean lenient, String... own) {
        Map<String, @Nullable Object> body = object(request);
        List<InvalidField> wrong = new ArrayList<>();
        List<String> required = new ArrayList<>(List.of(own));
        required.add("input");
        for (String name : required) {
            if (!body.containsKey(name)) {
                wrong.add(InvalidField.required("", name));
            }
        }
        body.forEach((name, value) -> {
            if (!required.contains(name)) {
                checkOptional(name, value, lenient, wrong);
            } else if (name.equals("input") && !(value instanceof Map)) {
                wrong.add(InvalidField.type("input", "object", value));
            } else if (!name.equals("input") && !(value instanceof String)) {
                wrong.add(InvalidField.type(name, "string", value));
            }
        });
        if (!wrong.isEmpty()) {
            throw ApiError.invalid(wrong);
        }
        return new CreateRequest(body);
    }

    /** Reads a body that is a JSON object. */
    static Map<String, @Nullable Object> object(ServerRequest request) {
        try {
            if (ServerJson.parse(request.body()) instanceof Map<?, ?> map) {
                return ServerJson.asObject(map);
            }
        } catch (MalformedJsonException e) {
            throw ApiError.badRequest("JSON parse error - " + e.getMessage());
        }
        throw ApiError.badRequest("The body of the request is not a JSON object.");
    }

    private static void checkOptional(String name, @Nullable Object value, boolean lenient, List<InvalidField> wrong) {
        switch (name) {
            case "webhook" -> {
                if (!(value instanceof String url) || !(url.startsWith("https://") || url.startsWith("http://"))) {
                    wrong.add(new InvalidField("format", name, "Does not match format 'uri'"));
                }
            }
            case "webhook_events_filter" -> {
                if (!(value instanceof List<?> events) || !EVENTS.containsAll(events)) {
                    wrong.add(new InvalidField(
                            "enum",
                            name,
                            name + " must be one of the following: \"start\", \"output\", \"logs\", \"completed\""));
                }
            }
            case "stream" -> {
                if (!(value instanceof Boolean)) {
                    wrong.add(InvalidField.type(name, "boolean", value));
                }
            }
            case "context" -> {
                if (!(value instanceof Map)) {
                    wrong.add(InvalidField.type(name, "object", value));
                }
            }
            default -> {
                if (!lenient) {
                    wrong.add(InvalidField.unknown("", name));
                }
            }
        }
    }

    /** {@return a text that the body must have} */
    String text(String name) {
        String text = ServerJson.string(body, name);
        if (text == null) {
            throw new IllegalArgumentException(name + " was not checked");
        }
        return text;
    }

    Map<String, @Nullable Object> input() {
        return new LinkedHashMap<>(ServerJson.asObject(body.get("input")));
    }

    @Nullable String webhook() {
        return ServerJson.string(body, "webhook");
    }

    @Nullable List<String> events() {
        if (!body.containsKey("webhook_events_filter")) {
            return null;
        }
        return ServerJson.asList(body.get("webhook_events_filter")).stream()
                .map(String::valueOf)
                .toList();
    }

    @Nullable Boolean stream() {
        return body.get("stream") instanceof Boolean stream ? stream : null;
    }
}
