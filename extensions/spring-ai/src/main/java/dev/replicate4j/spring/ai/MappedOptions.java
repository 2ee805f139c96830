package dev.replicate4j.spring.ai;

import dev.replicate4j.error.InvalidInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects options as inputs of a model, and those that it has no input for, to name them all. */
final class MappedOptions {

    private final AiModelSchema schema;
    private final Map<String, Object> inputs = new LinkedHashMap<>();
    private final List<String> unknown = new ArrayList<>();

    MappedOptions(AiModelSchema schema) {
        this.schema = schema;
    }

    AiModelSchema schema() {
        return schema;
    }

    /** Maps an option to the first of some inputs that the model has. */
    void put(String option, @Nullable Object value, List<String> names) {
        if (value == null) {
            return;
        }
        Optional<String> input = schema.first(names);
        if (input.isPresent()) {
            inputs.put(input.get(), value);
        } else {
            unknown(option);
        }
    }

    void put(String input, Object value) {
        inputs.put(input, value);
    }

    void unknown(String option) {
        unknown.add(option);
    }

    /**
     * {@return the inputs}
     *
     * @throws InvalidInputException names all options that the model has no input for
     */
    Map<String, Object> inputs() {
        if (!unknown.isEmpty()) {
            throw new InvalidInputException(schema.model() + " has no input for " + String.join(", ", unknown) + ". "
                    + (schema.inputs().isEmpty()
                            ? "Replicate shows no schema of it: set inputs by their wire names."
                            : "Its inputs are " + schema.inputs() + "."));
        }
        return inputs;
    }
}
