package dev.replicate4j.internal.lookup;

import dev.replicate4j.model.OutputType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the OpenAPI documents of models as Cog writes them, where no generated class has done so. */
public final class OpenApiDocument {

    /** How many references lead from one schema to the next; more would be a circle. */
    private static final int MOST_STEPS = 16;

    /** Documents spell this mark in three ways. */
    private static final List<String> DISPLAYS =
            List.of("x-cog-array-display", "x-cog-iterator-display", "x-cog-display");

    private static final Pattern VERSION = Pattern.compile("v?(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6}).*");

    private OpenApiDocument() {}

    /** Returns the JSON object, or an empty one for anything else. */
    @SuppressWarnings("unchecked") // JSON objects have text keys
    public static Map<String, @Nullable Object> object(@Nullable Object json) {
        return json instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }

    /** {@return the JSON text, or an empty one for anything else} */
    public static String text(@Nullable Object json) {
        return json instanceof String text ? text : "";
    }

    /** Returns one of the document's schemas: {@code Input}, {@code Output}. */
    public static Map<String, @Nullable Object> component(Map<String, @Nullable Object> document, String name) {
        return resolve(
                document,
                object(object(object(document.get("components")).get("schemas")).get(name)));
    }

    /** Returns the schema with what it refers to, by {@code $ref} or a single {@code allOf}, in its place. */
    public static Map<String, @Nullable Object> resolve(
            Map<String, @Nullable Object> document, @Nullable Object schema) {
        Map<String, @Nullable Object> resolved = object(schema);
        for (int step = 0; step < MOST_STEPS; step++) {
            Object next = resolved.get("allOf") instanceof List<?> all && all.size() == 1 ? all.get(0) : null;
            String ref = text(next == null ? resolved.get("$ref") : object(next).get("$ref"));
            if (next == null && ref.isEmpty()) {
                return resolved;
            }
            resolved = merged(resolved, ref.isEmpty() ? object(next) : referred(document, ref));
        }
        return Map.of();
    }

    private static Map<String, @Nullable Object> referred(Map<String, @Nullable Object> document, String ref) {
        String name = ref.substring(ref.lastIndexOf('/') + 1);
        return object(object(object(document.get("components")).get("schemas")).get(name));
    }

    /** What stands beside a reference goes before what it refers to. */
    private static Map<String, @Nullable Object> merged(
            Map<String, @Nullable Object> beside, Map<String, @Nullable Object> referred) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>(referred);
        beside.forEach((key, value) -> {
            if (!key.equals("$ref") && !key.equals("allOf")) {
                merged.put(key, value);
            }
        });
        return merged;
    }

    /** Returns the wire names of inputs that are not to be shown. */
    static String[] secrets(Map<String, @Nullable Object> document) {
        Map<String, @Nullable Object> properties =
                object(component(document, "Input").get("properties"));
        return properties.entrySet().stream()
                .filter(property -> isSecret(resolve(document, property.getValue())))
                .map(Map.Entry::getKey)
                .toArray(String[]::new);
    }

    /** {@return the wire names of inputs that are files, or lists of files} */
    static Set<String> files(Map<String, @Nullable Object> document) {
        Map<String, @Nullable Object> properties =
                object(component(document, "Input").get("properties"));
        return properties.entrySet().stream()
                .filter(property -> {
                    Map<String, @Nullable Object> schema = resolve(document, property.getValue());
                    return isFile(schema) || isFile(resolve(document, schema.get("items")));
                })
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static boolean isSecret(Map<String, @Nullable Object> schema) {
        return Boolean.TRUE.equals(schema.get("x-cog-secret")) || "password".equals(schema.get("format"));
    }

    /** Returns whether the schema is of a file. */
    static boolean isFile(Map<String, @Nullable Object> schema) {
        return "string".equals(schema.get("type")) && "uri".equals(schema.get("format"));
    }

    /**
     * Returns how the output of a model that is used by its name is read: concatenated text as one text, files where the
     * schema says {@code uri} (alone, in a list, in a field of an object or in a list there), all else as it is.
     */
    @SuppressWarnings({"unchecked", "rawtypes"}) // a type is only read from, and every output is an Object
    static OutputType<@Nullable Object, @Nullable Object> output(
            Map<String, @Nullable Object> document, String cogVersion) {
        Map<String, @Nullable Object> schema = component(document, "Output");
        if (schema.isEmpty()) {
            return OutputType.unknown();
        }
        return (OutputType)
                switch (text(schema.get("type"))) {
                    case "array" -> array(document, schema, cogVersion);
                    case "string" -> isFile(schema) ? OutputType.file() : OutputType.any();
                    case "object" -> object(document, object(schema.get("properties")));
                    default -> OutputType.any();
                };
    }

    private static OutputType<?, ?> object(
            Map<String, @Nullable Object> document, Map<String, @Nullable Object> properties) {
        Map<String, OutputType<?, ?>> files = new LinkedHashMap<>();
        properties.forEach((name, property) -> {
            Map<String, @Nullable Object> schema = resolve(document, property);
            if (isFile(schema)) {
                files.put(name, OutputType.file());
            } else if (isFile(resolve(document, schema.get("items")))) {
                files.put(name, OutputType.list(OutputType.file()));
            }
        });
        return files.isEmpty() ? OutputType.any() : OutputType.untyped(files);
    }

    private static OutputType<?, ?> array(
            Map<String, @Nullable Object> document, Map<String, @Nullable Object> schema, String cogVersion) {
        Map<String, @Nullable Object> items = resolve(document, schema.get("items"));
        boolean marked = "iterator".equals(schema.get("x-cog-array-type"));
        boolean texts = "string".equals(items.get("type"));
        if (marked && texts && DISPLAYS.stream().anyMatch(display -> "concatenate".equals(schema.get(display)))) {
            return OutputType.text();
        }
        OutputType<?, ?> item = isFile(items) ? OutputType.file() : OutputType.any();
        return marked || isBeforeArrayTypes(cogVersion) ? OutputType.iterator(item) : OutputType.list(item);
    }

    /** Cog before 0.3.9 had no lists but iterators, and did not mark them. */
    private static boolean isBeforeArrayTypes(String cogVersion) {
        Matcher version = VERSION.matcher(cogVersion);
        if (!version.matches()) {
            return false;
        }
        int[] parts = {
            Integer.parseInt(version.group(1)), Integer.parseInt(version.group(2)), Integer.parseInt(version.group(3))
        };
        return Arrays.compare(parts, new int[] {0, 3, 9}) < 0;
    }
}
