package dev.replicate4j.it;

import com.fasterxml.jackson.databind.JsonNode;
import dev.replicate4j.it.Corpus.Model;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * Chooses models of every kind that the main job must carry: not by name, so that it works on any corpus, but by what their
 * schemas and examples are. Where the same kind has several, the most used ones.
 */
final class MainJobModels {

    private record Kind(String name, int count, Predicate<Model> test) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("flux-dev", 1, model -> model.ref().equals("black-forest-labs/flux-dev")),
            new Kind("text that concatenates", 3, MainJobModels::concatenates),
            new Kind(
                    "object output",
                    3,
                    model -> model.output().path("properties").size() > 1),
            new Kind("image to text", 2, model -> takesFile(model) && isPlainString(model.output())),
            new Kind("audio", 1, model -> returnsFile(model, ".*\\.(wav|mp3|flac|m4a)")),
            new Kind("video", 1, model -> returnsFile(model, ".*\\.(mp4|webm|mov)")),
            new Kind("with training", 1, model -> model.schemas().has("TrainingInput")),
            new Kind(
                    "untyped output",
                    1,
                    model -> !model.output().has("type") && !model.output().has("anyOf")),
            new Kind("forty inputs and more", 1, model -> model.inputs().size() >= 40),
            new Kind("number", 1, model -> model.output().path("type").asText().matches("number|integer")),
            new Kind(
                    "list of lists",
                    1,
                    model -> model.output().at("/items/type").asText().equals("array")),
            new Kind("list of files", 1, model -> isFile(model.output().path("items"))));

    private MainJobModels() {}

    /** The chosen models with the kind that each stands for. */
    static Map<Model, String> choose(List<Model> corpus) {
        List<Model> usable = corpus.stream()
                .filter(MainJobModels::hasFaithfulExample)
                .sorted((a, b) -> Long.compare(runs(b), runs(a)))
                .toList();
        Map<Model, String> chosen = new LinkedHashMap<>();
        for (Kind kind : KINDS) {
            usable.stream()
                    .filter(model -> !chosen.containsKey(model) && kind.test().test(model))
                    .limit(kind.count())
                    .toList()
                    .forEach(model -> chosen.put(model, kind.name()));
        }
        return chosen;
    }

    private static long runs(Model model) {
        return model.json().path("run_count").asLong();
    }

    /** An example of this very schema: it succeeded, has an output, and its inputs are all declared. */
    private static boolean hasFaithfulExample(Model model) {
        JsonNode example = model.example();
        if (!example.path("status").asText().equals("succeeded") || !example.hasNonNull("output")) {
            return false;
        }
        for (Map.Entry<String, JsonNode> input : example.path("input").properties()) {
            if (!isAllowed(model, model.inputs().path(input.getKey()), input.getValue())) {
                return false;
            }
        }
        return outputHasDeclaredKind(model);
    }

    /** Models change after their example was made; one that its own schema no longer allows proves nothing. */
    private static boolean isAllowed(Model model, JsonNode schema, JsonNode value) {
        JsonNode choices =
                schema.at("/allOf/0").isMissingNode() ? schema : model.schemas().path(name(schema));
        if (choices.has("enum")) {
            return StreamSupport.stream(choices.path("enum").spliterator(), false)
                    .anyMatch(value::equals);
        }
        return switch (schema.path("type").asText()) {
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber() && inRange(schema, value);
            case "number" -> value.isNumber() && inRange(schema, value);
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            default -> false;
        };
    }

    private static String name(JsonNode schema) {
        String ref = schema.at("/allOf/0/$ref").asText();
        return ref.substring(ref.lastIndexOf('/') + 1);
    }

    private static boolean inRange(JsonNode schema, JsonNode value) {
        double least = schema.path("minimum").asDouble(schema.path("ge").asDouble(Double.NEGATIVE_INFINITY));
        double greatest = schema.path("maximum").asDouble(schema.path("le").asDouble(Double.POSITIVE_INFINITY));
        return value.asDouble() >= least && value.asDouble() <= greatest;
    }

    private static boolean outputHasDeclaredKind(Model model) {
        JsonNode output = model.example().path("output");
        return switch (model.output().path("type").asText()) {
            case "array" -> output.isArray();
            case "string" -> output.isTextual();
            case "object" -> output.isObject();
            case "number", "integer" -> output.isNumber();
            default -> true;
        };
    }

    private static boolean concatenates(Model model) {
        return model.output().path("x-cog-array-display").asText().equals("concatenate");
    }

    private static boolean isFile(JsonNode schema) {
        return schema.path("format").asText().equals("uri");
    }

    private static boolean isPlainString(JsonNode schema) {
        return schema.path("type").asText().equals("string") && !schema.has("format");
    }

    private static boolean takesFile(Model model) {
        return isFile(model.inputs().path("image"));
    }

    private static boolean returnsFile(Model model, String name) {
        return isFile(model.output()) && model.example().path("output").asText().matches(name);
    }
}
