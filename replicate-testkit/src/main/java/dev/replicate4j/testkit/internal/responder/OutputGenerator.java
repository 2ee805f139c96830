package dev.replicate4j.testkit.internal.responder;

import dev.replicate4j.testkit.internal.json.ServerJson;
import dev.replicate4j.testkit.internal.media.MediaFormat;
import dev.replicate4j.testkit.internal.model.IdGenerator;
import dev.replicate4j.testkit.internal.model.OutputShape;
import dev.replicate4j.testkit.internal.model.SimulatedModel;
import dev.replicate4j.testkit.internal.model.SimulatedVersion;
import dev.replicate4j.testkit.internal.run.RunScript;
import dev.replicate4j.testkit.internal.run.RunSpec;
import dev.replicate4j.testkit.internal.run.RunStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Generates an output that conforms to the version's schema and depends on nothing but model and input. */
public final class OutputGenerator {

    private static final int MAX_DEPTH = 8;

    private final SimulatedModel model;
    private final SimulatedVersion version;
    private final Map<String, @Nullable Object> input;
    private final long seed;
    private int files;

    private OutputGenerator(RunSpec spec) {
        this.model = spec.model();
        this.version = spec.version();
        this.input = spec.input();
        this.seed = IdGenerator.hash(model.ref() + ServerJson.text(ServerJson.sorted(input)));
    }

    /** {@return the course of a prediction that nobody has given a handler for} */
    public static RunScript prediction(RunSpec spec) {
        return new OutputGenerator(spec).script();
    }

    private RunScript script() {
        Map<String, @Nullable Object> output = version.resolved(version.schema("Output"));
        OutputShape shape = version.shape();
        List<RunStep> steps = new ArrayList<>();
        if (shape.concatenates()) {
            List<String> pieces = TextGenerator.pieces(text());
            pieces.forEach(piece -> steps.add(new RunStep.Piece(piece)));
            steps.add(new RunStep.Metric("output_token_count", (long) pieces.size()));
        } else if (shape.grows()) {
            ServerJson.asList(value(output, 0)).forEach(item -> steps.add(new RunStep.Piece(item)));
        } else {
            steps.add(new RunStep.Whole(value(output, 0)));
        }
        if (shape.files()) {
            steps.add(0, new RunStep.Log("Using seed: " + Math.floorMod(seed, 65536)));
            steps.add(new RunStep.Metric("image_count", (long) files));
        }
        return RunScript.of(steps);
    }

    private String text() {
        return TextGenerator.answer(model.ref(), input);
    }

    private @Nullable Object value(Map<String, @Nullable Object> unresolved, int depth) {
        Map<String, @Nullable Object> schema = version.resolved(unresolved);
        List<@Nullable Object> choices = ServerJson.asList(schema.get("enum"));
        if (!choices.isEmpty()) {
            return choices.get((int) Math.floorMod(seed, (long) choices.size()));
        }
        for (String union : List.of("anyOf", "oneOf")) {
            List<@Nullable Object> options = ServerJson.asList(schema.get(union));
            if (!options.isEmpty()) {
                return value(ServerJson.asObject(options.get(0)), depth);
            }
        }
        String type = ServerJson.string(schema, "type");
        return type == null ? any(schema, depth) : typed(type, schema, depth);
    }

    private @Nullable Object typed(String type, Map<String, @Nullable Object> schema, int depth) {
        return switch (type) {
            case "string" -> OutputShape.isFile(schema) ? file() : text();
            case "integer" -> Math.round(NumberGenerator.between(schema, seed));
            case "number" -> NumberGenerator.between(schema, seed);
            case "boolean" -> (seed & 1) == 0;
            case "array" -> list(schema, depth);
            case "object" -> object(schema, depth);
            default -> any(schema, depth);
        };
    }

    private Object file() {
        int number = files++;
        return kind().file("out-" + number, seed + number);
    }

    private MediaFormat kind() {
        for (String name : List.of("output_format", "format")) {
            Object wanted = input.containsKey(name) ? input.get(name) : defaultOf(name);
            MediaFormat kind = wanted instanceof String format ? MediaFormat.ofFormat(format) : null;
            if (kind != null) {
                return kind;
            }
        }
        return MediaFormat.ofDescription(model.name().replace('-', ' ') + " " + model.fact("description"));
    }

    private @Nullable Object defaultOf(String name) {
        Map<String, @Nullable Object> properties =
                ServerJson.asObject(version.schema("Input").get("properties"));
        return ServerJson.asObject(properties.get(name)).get("default");
    }

    private List<@Nullable Object> list(Map<String, @Nullable Object> schema, int depth) {
        Map<String, @Nullable Object> items = ServerJson.asObject(schema.get("items"));
        List<@Nullable Object> list = new ArrayList<>();
        if (depth < MAX_DEPTH) {
            int count = depth == 0 ? wantedCount() : 1;
            for (int i = 0; i < count; i++) {
                list.add(value(items, depth + 1));
            }
        }
        return list;
    }

    private int wantedCount() {
        for (String name : List.of("num_outputs", "num_images", "number_of_images", "batch_size")) {
            Object wanted = input.containsKey(name) ? input.get(name) : defaultOf(name);
            if (wanted instanceof Long count && count > 0 && count <= 64) {
                return count.intValue();
            }
        }
        return 1;
    }

    private Map<String, @Nullable Object> object(Map<String, @Nullable Object> schema, int depth) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        if (depth < MAX_DEPTH) {
            ServerJson.asObject(schema.get("properties"))
                    .forEach((name, property) -> object.put(name, value(ServerJson.asObject(property), depth + 1)));
            Object additional = schema.get("additionalProperties");
            if (object.isEmpty() && additional instanceof Map<?, ?>) {
                object.put("first", value(ServerJson.asObject(additional), depth + 1));
            }
        }
        return object;
    }

    /** Where the schema has no type, the example shows what the model returns, unless it has files, which have expired. */
    private @Nullable Object any(Map<String, @Nullable Object> schema, int depth) {
        if (schema.containsKey("properties")) {
            return object(schema, depth);
        }
        Object example = model.defaultExample().get("output");
        if (depth == 0 && example != null && !ServerJson.text(example).contains("://")) {
            return example;
        }
        return depth == 0 ? ServerJson.object("text", text()) : text();
    }
}
