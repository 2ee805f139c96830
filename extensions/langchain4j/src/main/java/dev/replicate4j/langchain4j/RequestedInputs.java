package dev.replicate4j.langchain4j;

import dev.langchain4j.data.image.Image;
import dev.langchain4j.exception.InvalidRequestException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects inputs of a model, and all that is wrong with them, so that it is said at once and before anything is sent. */
final class RequestedInputs {

    private final ModelInputSchema schema;
    private final Map<String, Object> inputs = new LinkedHashMap<>();
    private final Set<String> missing = new LinkedHashSet<>();
    private final List<String> problems = new ArrayList<>();

    RequestedInputs(ModelInputSchema schema) {
        this.schema = schema;
    }

    /** Sets inputs by their wire names. */
    void putAll(Map<String, Object> values) {
        values.forEach((name, value) -> {
            if (schema.inputs().isEmpty()) {
                inputs.put(name, value);
            } else {
                put(name, value, List.of(name));
            }
        });
    }

    /**
     * Sets the first of some inputs that the model has.
     *
     * @param option what the caller calls it
     * @param value null if the caller has not set it
     */
    void put(String option, @Nullable Object value, List<String> names) {
        if (value == null) {
            return;
        }
        Optional<String> name = schema.first(names);
        if (name.isEmpty()) {
            missing.add(option);
        } else {
            Object typed = schema.typed(name.get(), value);
            String shown = option.equals(name.get()) ? option : option + " (" + name.get() + ")";
            schema.violation(name.get(), typed)
                    .ifPresent(violation -> problem(shown + " of " + schema.model() + " " + violation));
            inputs.put(name.get(), typed);
        }
    }

    /** Sets the prompt, whatever was set for it before. */
    void putPrompt(String text, List<String> names) {
        Optional<String> prompt = schema.prompt(names);
        prompt.ifPresent(name -> inputs.put(name, text));
        if (prompt.isEmpty()) {
            missing.add("a prompt");
        }
    }

    /** Sets the input that takes a picture, or a list of them. */
    void putImages(List<Image> images) {
        Optional<String> input = LangChainImages.input(schema);
        if (input.isEmpty()) {
            missing.add("an image");
            return;
        }
        List<Object> files = new ArrayList<>();
        images.forEach(image -> files.add(LangChainImages.file(image)));
        if (!schema.isList(input.get()) && files.size() > 1) {
            problem(input.get() + " of " + schema.model() + " takes one image, but there are " + files.size());
        }
        inputs.put(input.get(), schema.isList(input.get()) ? files : files.get(0));
    }

    /** {@return whether an input is set already} */
    boolean has(String input) {
        return inputs.containsKey(input);
    }

    /** Says what else is wrong; without a full stop. */
    void problem(String sentence) {
        problems.add(sentence);
    }

    /**
     * {@return the inputs}
     *
     * @throws InvalidRequestException if anything is wrong; names it all
     */
    Map<String, Object> checked() {
        if (!missing.isEmpty()) {
            String known = schema.inputs().isEmpty()
                    ? "Replicate shows no schema of it: set inputs by their wire names"
                    : "Its inputs are " + String.join(", ", schema.inputs());
            problems.add(0, schema.model() + " has no input for " + String.join(", ", missing) + ". " + known);
        }
        if (!problems.isEmpty()) {
            throw new InvalidRequestException(String.join(". ", problems) + ". Nothing was sent.");
        }
        return inputs;
    }
}
