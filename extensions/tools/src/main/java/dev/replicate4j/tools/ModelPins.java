package dev.replicate4j.tools;

import dev.replicate4j.codegen.pin.Pin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pins of what the API says of a model, for those who have no file. They generate no code, so they have no Java names. */
final class ModelPins {

    private ModelPins() {}

    /** {@return the pin of a model with its latest version, as {@code GET /models/{owner}/{name}} returns it} */
    static Pin of(Map<String, ?> model) {
        Map<String, @Nullable Object> version = object(model.get("latest_version"));
        return of(
                model.get("owner") + "/" + model.get("name"),
                String.valueOf(version.get("id")),
                Boolean.TRUE.equals(model.get("is_official")),
                model.get("description"),
                object(version.get("openapi_schema")),
                model.get("default_example"));
    }

    static Pin of(
            String ref,
            String version,
            boolean official,
            @Nullable Object description,
            Map<String, ?> openApi,
            @Nullable Object example) {
        return new Pin(
                ref,
                version,
                official,
                null,
                description instanceof String text ? text : null,
                List.of(),
                Map.of(),
                schemas(openApi),
                example instanceof Map<?, ?> map && map.get("input") instanceof Map<?, ?> input
                        ? new Pin.Example(present(input), map.get("output"))
                        : null);
    }

    private static Map<String, Object> schemas(Map<String, ?> openApi) {
        return present(object(object(openApi.get("components")).get("schemas")));
    }

    private static Map<String, Object> present(Map<?, ?> map) {
        Map<String, Object> present = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            if (value != null) {
                present.put(String.valueOf(name), value);
            }
        });
        return present;
    }

    private static Map<String, @Nullable Object> object(@Nullable Object value) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, item) -> copy.put(String.valueOf(name), item));
        }
        return copy;
    }
}
