package dev.replicate4j.tools.internal.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads the arguments of a call: nulls are left out, numbers and truth values that came as texts are taken for what they are,
 * as language models write them so, and everything else that does not fit the schema is a problem.
 */
public final class ToolArguments {

    private final ToolSchema schema;
    private final SchemaCheck check;

    /** Prepares the schema of a tool. */
    public ToolArguments(ToolSchema schema) {
        this.schema = schema;
        this.check = new SchemaCheck(schema.input());
    }

    /** {@return the arguments as they are checked and sent, the control argument still among them} */
    @SuppressWarnings("unchecked") // JSON objects have text keys
    public Map<String, Object> read(Map<String, ?> arguments) {
        return (Map<String, Object>) read(schema.input(), arguments);
    }

    private static Object read(Map<String, Object> schema, Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> properties = properties(schema);
            Map<String, Object> read = new LinkedHashMap<>();
            map.forEach((name, item) -> {
                if (item != null) {
                    read.put(String.valueOf(name), read(SchemaMaps.of(properties.get(name)), item));
                }
            });
            return read;
        }
        if (value instanceof List<?> list) {
            Map<String, Object> items = SchemaMaps.of(schema.get("items"));
            List<@Nullable Object> read = new ArrayList<>();
            list.forEach(item -> read.add(item == null ? null : read(items, item)));
            return read;
        }
        if (value instanceof Number number && !Double.isFinite(number.doubleValue())) {
            return number.toString(); // no number that a model takes
        }
        if (schema.get("enum") instanceof List<?> choices) {
            return SchemaChoices.chosen(choices, value);
        }
        Object typed = SchemaChoices.typed(value, schema.get("type"));
        return typed == null ? value : typed;
    }

    /** {@return what is wrong with arguments that were read; empty if nothing is} */
    public List<String> problems(Map<String, Object> arguments) {
        List<String> problems = new ArrayList<>();
        Set<String> known = properties(schema.input()).keySet();
        for (String name : arguments.keySet()) {
            if (!known.contains(name)) {
                problems.add("There is no argument \"" + AuthorText.clean(name, 64) + "\". The arguments are "
                        + String.join(", ", new TreeSet<>(known)) + ".");
            }
        }
        problems.addAll(check.problems(arguments));
        return problems;
    }

    /**
     * Puts what is sent in the places of files.
     *
     * @param arguments what was read and checked
     * @param resolving gets the name of the argument and the text that stands for a file
     */
    @SuppressWarnings("unchecked") // as above
    public Map<String, Object> withFiles(Map<String, Object> arguments, BiFunction<String, String, Object> resolving) {
        Map<String, Object> sent = new LinkedHashMap<>();
        Map<String, Object> properties = properties(schema.input());
        arguments.forEach(
                (name, value) -> sent.put(name, resolved(name, SchemaMaps.of(properties.get(name)), value, resolving)));
        sent.remove(schema.again());
        return sent;
    }

    private Object resolved(
            String name, Map<String, Object> part, Object value, BiFunction<String, String, Object> resolving) {
        if (value instanceof String text) {
            return isFile(part, text) ? resolving.apply(name, text) : text;
        }
        if (value instanceof List<?> list) {
            Map<String, Object> items = listItems(part);
            return list.stream()
                    .map(item -> resolved(name, items, item, resolving))
                    .toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> properties = properties(part);
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) ->
                    copy.put(String.valueOf(key), resolved(name, SchemaMaps.of(properties.get(key)), item, resolving)));
            return copy;
        }
        return value;
    }

    /** In a union with texts, what looks like an address is a file. */
    private boolean isFile(Map<String, Object> part, String text) {
        if (schema.files().contains(part)) {
            return true;
        }
        List<Map<String, Object>> branches = branches(part);
        return branches.stream().anyMatch(schema.files()::contains)
                && (text.contains(":") || branches.stream().allMatch(schema.files()::contains));
    }

    private static Map<String, Object> listItems(Map<String, Object> part) {
        if (part.containsKey("items")) {
            return SchemaMaps.of(part.get("items"));
        }
        return branches(part).stream()
                .filter(branch -> branch.containsKey("items"))
                .findFirst()
                .map(branch -> SchemaMaps.of(branch.get("items")))
                .orElse(Map.of());
    }

    private static List<Map<String, Object>> branches(Map<String, Object> part) {
        List<Map<String, Object>> branches = new ArrayList<>();
        for (String keyword : List.of("anyOf", "allOf")) {
            if (part.get(keyword) instanceof List<?> parts) {
                parts.forEach(branch -> branches.add(SchemaMaps.of(branch)));
            }
        }
        return branches;
    }

    private static Map<String, Object> properties(Map<String, Object> schema) {
        return SchemaMaps.of(schema.get("properties"));
    }
}
