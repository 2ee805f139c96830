package dev.replicate4j.error;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the API said when it refused a request: the problem details of <a
 * href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>, of which real replies leave out most.
 *
 * @param status the HTTP status, 400 or above
 * @param request method and URL of the request, without its query
 * @param headers the reply's headers, names in lower case
 * @param body the reply's body as text, whole; empty where there was none
 * @param json the body where it is a JSON object, else empty; holds fields that this record has no name for
 * @param retryAfter how long the API asks to wait before trying again; null where it does not say
 */
public record Problem(
        int status,
        String request,
        Map<String, List<String>> headers,
        String body,
        Map<String, @Nullable Object> json,
        @Nullable Duration retryAfter)
        implements Serializable {

    /** Headers that name a request to Replicate's support, the most specific first. */
    private static final List<String> REQUEST_ID_HEADERS = List.of("x-request-id", "request-id", "cf-ray");

    /** Copies the maps. */
    public Problem {
        Map<String, List<String>> lowerCase = new LinkedHashMap<>();
        headers.forEach((name, values) -> lowerCase.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        headers = Collections.unmodifiableMap(lowerCase);
        json = Collections.unmodifiableMap(new LinkedHashMap<>(json));
    }

    /** {@return the field {@code title}, for example {@code Insufficient credit}} */
    public Optional<String> title() {
        return text("title");
    }

    /** {@return the field {@code detail}: what went wrong this time} */
    public Optional<String> detail() {
        return text("detail");
    }

    /** {@return the field {@code type}: the URI of the kind of problem} */
    public Optional<String> type() {
        return text("type");
    }

    /** {@return the field {@code instance}: the URI of this occurrence} */
    public Optional<String> instance() {
        return text("instance");
    }

    /**
     * {@return the request's id, to quote to Replicate's support: the first of the headers {@code x-request-id}, {@code request-id}
     * and {@code cf-ray}}
     */
    public Optional<String> requestId() {
        return REQUEST_ID_HEADERS.stream()
                .flatMap(name -> headers.getOrDefault(name, List.of()).stream())
                .findFirst();
    }

    /**
     * {@return the fields of the request that were refused, and why; empty where the reply has no {@code invalid_fields}}
     */
    public List<InvalidField> invalidFields() {
        if (!(json.get("invalid_fields") instanceof List<?> entries)) {
            return List.of();
        }
        List<InvalidField> fields = new ArrayList<>();
        for (Object entry : entries) {
            if (entry instanceof Map<?, ?> map) {
                fields.add(
                        new InvalidField(text(map.get("type")), text(map.get("field")), text(map.get("description"))));
            }
        }
        return List.copyOf(fields);
    }

    private Optional<String> text(String field) {
        return json.get(field) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /**
     * One field of a request that the API refused.
     *
     * @param type the rule that was broken, for example {@code required}, {@code enum}, {@code number_lte}
     * @param field where: empty for the whole body, {@code input}, or {@code input.<name>}. A missing required input is
     *     reported for {@code input}, and only the description names it
     * @param description the rule in words
     */
    public record InvalidField(String type, String field, String description) implements Serializable {

        /** Returns field and description, as one line of a message. */
        @Override
        public String toString() {
            return field.isEmpty() ? description : field + ": " + description;
        }
    }
}
