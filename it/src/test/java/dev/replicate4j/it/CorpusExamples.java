package dev.replicate4j.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.replicate4j.ModelDefinition;
import dev.replicate4j.ModelInput;
import dev.replicate4j.URLPath;
import dev.replicate4j.error.DecodeException;
import dev.replicate4j.it.Corpus.Model;
import dev.replicate4j.model.WireValue;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Tries generated classes with their models' own examples, and counts. */
final class CorpusExamples {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Integer> counts = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();

    /** What was counted, by its name in the table. */
    Map<String, Integer> counts() {
        return counts;
    }

    /** What must not be: a model for each. */
    List<String> failures() {
        return failures;
    }

    void check(Model model, Class<?> generated) throws ReflectiveOperationException {
        if (!model.example().path("input").isObject()) {
            count("models without an example");
            return;
        }
        checkInput(model, generated);
        checkOutput(
                model, (ModelDefinition<?, ?, ?>) generated.getField("MODEL").get(null));
    }

    private void checkInput(Model model, Class<?> generated) throws ReflectiveOperationException {
        try {
            ModelInput<?, ?, ?> example =
                    (ModelInput<?, ?, ?>) generated.getMethod("defaultExample").invoke(null);
            Map<String, Object> expected = sendable(model);
            if (Objects.equals(plain(example.values()), plain(expected))) {
                count("examples in: same JSON again");
            } else {
                failures.add(model.ref() + ": example goes in as " + expected + ", comes out as " + example.values());
            }
        } catch (InvocationTargetException e) {
            failures.add(model.ref() + ": example is refused: " + e.getCause());
        }
    }

    /** What the class can take of an example: inputs that its schema knows, without nulls, which are never sent. */
    private Map<String, Object> sendable(Model model) {
        Map<String, Object> known = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> input : model.example().path("input").properties()) {
            JsonNode schema = model.inputs().path(input.getKey());
            if (schema.isMissingNode()) {
                count("examples in: inputs of another version, left out");
            } else if (schema.path("x-cog-secret").asBoolean()
                    || schema.path("format").asText().equals("password")) {
                count("examples in: secrets, left out");
            } else if (!input.getValue().isNull()) {
                known.put(input.getKey(), JSON.convertValue(input.getValue(), Object.class));
            }
        }
        return known;
    }

    private void checkOutput(Model model, ModelDefinition<?, ?, ?> definition) {
        JsonNode output = model.example().path("output");
        Object raw = JSON.convertValue(output, Object.class);
        String deviation = SloppyOutput.kind(model, output);
        try {
            Object decoded = definition.decode(raw);
            count(deviation.isEmpty() ? "examples out: as declared" : "examples out: healed, " + deviation);
            if (deviation.isEmpty()
                    && !(decoded instanceof String)
                    && !Objects.equals(Plain.of(decoded), Plain.of(raw))) {
                failures.add(model.ref() + ": output " + raw + " is read as " + decoded);
            }
        } catch (DecodeException e) {
            count("examples out: refused with the raw output, " + (deviation.isEmpty() ? "as declared" : deviation));
            if (deviation.isEmpty() || !Objects.equals(e.raw(), raw)) {
                failures.add(model.ref() + ": output " + raw + " is refused: " + e.getMessage());
            }
        }
    }

    /** Values as JSON has them; numbers as doubles, since 1 and 1.0 are one number there. */
    private static Object plain(Object value) {
        if (value instanceof WireValue choice) {
            return plain(choice.wireValue());
        }
        if (value instanceof URLPath file) {
            return file.url();
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof List<?> items) {
            return items.stream().map(CorpusExamples::plain).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> plain = new TreeMap<>();
            map.forEach((name, item) -> plain.put(name, plain(item)));
            return plain;
        }
        return value;
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }
}
