package dev.replicate4j.api;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads as much of an OpenAPI document as the comparison with it needs. */
final class OpenApi {

    private final Map<String, Object> document;

    OpenApi(@Nullable Object document) {
        this.document = map(document);
    }

    List<Described> operations() {
        List<Described> operations = new ArrayList<>();
        map(document.get("paths"))
                .forEach((path, methods) -> map(methods)
                        .forEach((method, operation) -> operations.add(
                                new Described(method.toUpperCase(java.util.Locale.ROOT), path, map(operation)))));
        return operations;
    }

    /** Returns the properties of an object; those of its items for a list, and of a page's results. */
    Map<String, Map<String, Object>> fields(Map<String, Object> schema) {
        Map<String, Object> resolved = resolve(schema);
        if (resolved.containsKey("items")) {
            return fields(map(resolved.get("items")));
        }
        Map<String, Object> properties = map(resolved.get("properties"));
        if (properties.containsKey("results") && properties.containsKey("next")) {
            return fields(map(properties.get("results")));
        }
        Map<String, Map<String, Object>> fields = new LinkedHashMap<>();
        properties.forEach((name, property) -> fields.put(name, map(property)));
        return fields;
    }

    private Map<String, Object> resolve(Map<String, Object> schema) {
        if (!(schema.get("$ref") instanceof String reference)) {
            return schema;
        }
        Object target = document;
        for (String step : reference.substring(2).split("/")) {
            target = map(target).get(step);
        }
        return resolve(map(target));
    }

    /** Returns our record that a method returns, itself or within a list or an optional. */
    static @Nullable Class<?> recordIn(Type type) {
        if (type instanceof ParameterizedType generic) {
            return recordIn(generic.getActualTypeArguments()[0]);
        }
        return type instanceof Class<?> found
                        && ApiObject.class.isAssignableFrom(found)
                        && !Set.of(Metrics.class).contains(found)
                ? found
                : null;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    /** One operation as described. */
    final class Described {

        private final String method;
        private final String path;
        private final Map<String, Object> operation;

        private Described(String method, String path, Map<String, Object> operation) {
            this.method = method;
            this.path = path;
            this.operation = operation;
        }

        String id() {
            return String.valueOf(operation.get("operationId"));
        }

        String method() {
            return method;
        }

        boolean matches(String actual) {
            return actual.matches(path.replaceAll("\\{[^}]+}", "[^/]+"));
        }

        List<String> parameters(String in) {
            return operation.get("parameters") instanceof List<?> list
                    ? list.stream()
                            .map(parameter -> resolve(map(parameter)))
                            .filter(parameter -> in.equals(parameter.get("in")))
                            .map(parameter -> String.valueOf(parameter.get("name")))
                            .toList()
                    : List.of();
        }

        Set<String> requestFields() {
            return fields(content(map(operation.get("requestBody")))).keySet();
        }

        Map<String, Object> responseSchema() {
            Map<String, Object> responses = map(operation.get("responses"));
            return responses.entrySet().stream()
                    .filter(response -> response.getKey().startsWith("2"))
                    .map(response -> content(map(response.getValue())))
                    .findFirst()
                    .orElse(Map.of());
        }

        private Map<String, Object> content(Map<String, Object> holder) {
            return map(holder.get("content")).values().stream()
                    .map(media -> map(map(media).get("schema")))
                    .findFirst()
                    .orElse(Map.of());
        }
    }
}
