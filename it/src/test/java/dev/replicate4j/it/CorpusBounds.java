package dev.replicate4j.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.testsupport.JavaSources;
import java.io.File;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.Diagnostic;

/**
 * One constant out of bounds, and its neighbour within, for each bounded input of generated classes: what the compiler
 * says with the plugin, and what the setter says when it is called.
 */
final class CorpusBounds {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of an argument beside the one that is tried, the compiler must know nothing. */
    private static final String UNKNOWN = "    static long any() { return System.nanoTime(); }\n";

    private final List<Trial> trials = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    /**
     * One bounded input.
     *
     * @param type the generated class
     * @param setter the setter that checks the bounds
     * @param wire the input's name on the wire
     * @param call a statement with {@code %s} in place of the constant
     * @param good a constant within bounds
     * @param bad the next one, out of bounds
     */
    private record Trial(String type, String setter, String wire, String call, Constant good, Constant bad) {}

    /** A constant as source and as value. */
    private record Constant(String source, Object value) {}

    /** {@return how many bounded inputs there are} */
    int count() {
        return trials.size();
    }

    /** {@return what must not be: an input for each} */
    List<String> failures() {
        return failures;
    }

    /** Takes the inputs of a class as the generator describes it, and says which of the schema's bounds it lost. */
    void add(String description, JsonNode schema) throws Exception {
        JsonNode model = JSON.readTree(description);
        String type = model.path("name").asText();
        Set<String> bounded = new HashSet<>();
        model.at("/input/setters").forEach(setter -> {
            if (setter.path("open").asBoolean() && setter.path("limit").isObject()) {
                bounded.add(setter.path("wire").asText());
                add(
                        type,
                        setter.path("name").asText(),
                        setter,
                        "in." + setter.path("name").asText() + "(%s)");
            }
        });
        model.path("methods").forEach(method -> {
            JsonNode parameters = method.path("parameters");
            for (int i = 0;
                    i < parameters.size() && method.path("kind").asText().equals("WITH");
                    i++) {
                if (parameters.get(i).path("limit").isObject()) {
                    bounded.add(parameters.get(i).path("wire").asText());
                    add(type, parameters.get(i).path("setter").asText(), parameters.get(i), with(type, parameters, i));
                }
            }
        });
        schema.properties().forEach(property -> {
            if ((property.getValue().has("minimum") || property.getValue().has("maximum"))
                    && !bounded.contains(property.getKey())) {
                failures.add(type + ": the bounds of " + property.getKey() + " are lost: " + property.getValue());
            }
        });
    }

    private void add(String type, String setter, JsonNode input, String call) {
        JsonNode limit = input.path("limit");
        List<Constant> pair = input.path("type").isObject()
                ? sizes(limit).stream().map(CorpusBounds::list).toList()
                : switch (input.path("type").asText()) {
                    case "LONG" ->
                        wholes(limit).stream()
                                .map(n -> new Constant(n + "L", n))
                                .toList();
                    case "DOUBLE" ->
                        decimals(limit).stream()
                                .map(n -> new Constant(n + "", n))
                                .toList();
                    default -> sizes(limit).stream().map(CorpusBounds::text).toList();
                };
        trials.add(new Trial(type, setter, input.path("wire").asText(), call, pair.get(0), pair.get(1)));
    }

    private static List<Long> wholes(JsonNode limit) {
        long max = limit.path("max").asLong();
        long min = limit.path("min").asLong();
        return max == Long.MAX_VALUE ? List.of(min, min - 1) : List.of(max, max + 1);
    }

    private static List<Double> decimals(JsonNode limit) {
        double max = limit.path("max").isNumber() ? limit.path("max").asDouble() : Double.POSITIVE_INFINITY;
        double min = limit.path("min").asDouble();
        return Double.isInfinite(max) ? List.of(min, Math.nextDown(min)) : List.of(max, Math.nextUp(max));
    }

    private static List<Integer> sizes(JsonNode limit) {
        long max = limit.path("max").asLong();
        int min = limit.path("min").asInt();
        return max > 1000 ? List.of(min, min - 1) : List.of((int) max, (int) max + 1);
    }

    private static Constant list(int size) {
        return new Constant(
                IntStream.range(0, size).mapToObj(i -> "null").collect(Collectors.joining(", ", "List.of(", ")")),
                Collections.nCopies(size, "x"));
    }

    private static Constant text(int length) {
        return new Constant('"' + "x".repeat(length) + '"', "x".repeat(length));
    }

    private static String with(String type, JsonNode parameters, int tried) {
        return IntStream.range(0, parameters.size())
                .mapToObj(
                        i -> i == tried ? "%s" : unknown(type, parameters.get(i).path("type")))
                .collect(Collectors.joining(", ", type + ".with(", ")"));
    }

    private static String unknown(String model, JsonNode type) {
        if (type.isObject()) {
            return type.has("item")
                    ? "(List) null"
                    : type.has("value")
                            ? "(Map) null"
                            : "(" + model + "." + type.path("name").asText() + ") null";
        }
        return switch (type.asText()) {
            case "LONG" -> "any()";
            case "DOUBLE" -> "(double) any()";
            case "BOOLEAN" -> "any() > 0";
            case "PATH" -> "(Path) null";
            case "STRING" -> "(String) null";
            default -> "(Object) null";
        };
    }

    /** Compiles all constants with the plugin, and calls all setters with them. */
    void check(Path classes, CorpusClasses.Loader loader, Path out) throws Exception {
        Set<String> said = compile(classes, out);
        for (int i = 0; i < trials.size(); i++) {
            Trial trial = trials.get(i);
            String name = trial.type() + " " + trial.wire();
            String atRunTime = call(loader, trial, trial.bad());
            if (!said.remove(where("Bad", i) + atRunTime)) {
                failures.add(name + ": the setter says of " + trial.bad().source() + ": " + atRunTime);
            }
            String legal = call(loader, trial, trial.good());
            if (!legal.isEmpty()) {
                failures.add(name + ": " + trial.good().source() + " is refused: " + legal);
            }
        }
        said.forEach(text -> failures.add("only the compiler says: " + text));
    }

    private Set<String> compile(Path classes, Path out) {
        JavaSources sources = new JavaSources()
                .with(
                        "-Xplugin:Replicate4j",
                        "-Xmaxerrs",
                        "100000",
                        "-cp",
                        classes + File.pathSeparator + System.getProperty("java.class.path"));
        for (int i = 0; i < trials.size(); i++) {
            Trial trial = trials.get(i);
            sources.add("com/acme/models/Bad" + i + ".java", source("Bad" + i, trial, trial.bad()));
            sources.add("com/acme/models/Good" + i + ".java", source("Good" + i, trial, trial.good()));
        }
        return sources.compile(out).stream()
                .filter(text -> text.getKind() != Diagnostic.Kind.NOTE)
                .map(text -> Path.of(text.getSource().getName()).getFileName() + ":" + text.getLineNumber() + ": "
                        + text.getMessage(Locale.ROOT))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static String source(String name, Trial trial, Constant constant) {
        return "package com.acme.models; import java.nio.file.Path; import java.util.*;\nclass " + name + " {\n"
                + UNKNOWN
                + "    void run(" + trial.type() + ".Input in) { "
                + trial.call().replace("%s", constant.source()) + "; }\n}\n";
    }

    private static String where(String kind, int trial) {
        return kind + trial + ".java:4: ";
    }

    /** Calls a setter, private ones too; returns what it says, or nothing. */
    private static String call(CorpusClasses.Loader loader, Trial trial, Constant constant) throws Exception {
        Class<?> type = loader.load("com.acme.models." + trial.type() + "$Input");
        Constructor<?> constructor = type.getDeclaredConstructor(Map.class);
        constructor.setAccessible(true);
        Method setter = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals(trial.setter())
                        && takes(method.getParameterTypes()[0], constant.value()))
                .findFirst()
                .orElseThrow();
        setter.setAccessible(true);
        try {
            setter.invoke(constructor.newInstance(Map.of()), constant.value());
            return "";
        } catch (InvocationTargetException e) {
            return e.getCause() instanceof InvalidInputException refused ? refused.getMessage() : e.getCause() + "";
        }
    }

    private static boolean takes(Class<?> type, Object value) {
        return type == long.class
                ? value instanceof Long
                : type == double.class ? value instanceof Double : type.isInstance(value);
    }
}
