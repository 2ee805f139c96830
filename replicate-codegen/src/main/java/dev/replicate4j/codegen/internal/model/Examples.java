package dev.replicate4j.codegen.internal.model;

import dev.replicate4j.codegen.internal.model.Example.Step;
import dev.replicate4j.codegen.internal.model.PositionalArguments.Argument;
import dev.replicate4j.codegen.internal.schema.SchemaType.Property;
import dev.replicate4j.codegen.internal.schema.SchemaType.Union;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides how the model's own example is written down. */
final class Examples {

    private final JavaNames names;
    private final Values values;

    Examples(JavaNames names, Values values) {
        this.names = names;
        this.values = values;
    }

    /**
     * Writes down an example. Inputs that the schema does not know belong to another version and are left out; so are nulls, which are
     * never sent, and secrets.
     *
     * @param inputs the inputs of the model in order
     * @param positional those that are arguments
     *
     * @param json the example's inputs
     * @return the example; its arguments are empty where one of them is missing or not of its type
     */
    Example example(List<Property> inputs, PositionalArguments positional, Map<String, Object> json) {
        List<Property> arguments =
                positional.arguments().stream().map(Argument::input).toList();
        List<Value> given = arguments.stream()
                .flatMap(input -> typed(input, json.get(input.name())).stream())
                .toList();
        boolean complete = given.size() == arguments.size()
                && positional.arguments().stream().allMatch(Argument::complete);
        List<Step> steps = new ArrayList<>();
        for (Property input : inputs) {
            if (!input.secret() && !(complete && arguments.contains(input))) {
                step(input, json.get(input.name())).ifPresent(steps::add);
            }
        }
        return new Example(Docs.example(), complete ? given : List.of(), steps);
    }

    private Optional<Step> step(Property input, @Nullable Object json) {
        if (json == null) {
            return Optional.empty();
        }
        Optional<Value> typed = typed(input, json);
        return typed.isPresent()
                ? Optional.of(new Step(names.setter(input.name(), false), input.name(), true, typed.get()))
                : values.untyped(json).map(value -> new Step("set", input.name(), false, value));
    }

    private Optional<Value> typed(Property input, @Nullable Object json) {
        if (json == null || input.secret()) {
            return Optional.empty();
        }
        if (input.type() instanceof Union union) {
            return union.branches().stream()
                    .flatMap(branch -> values.typed(branch, json).stream())
                    .findFirst();
        }
        return values.typed(input.type(), json);
    }
}
