package dev.replicate4j.codegen.internal.model;

import dev.replicate4j.codegen.internal.json.PlainJson;
import dev.replicate4j.codegen.internal.model.JavaType.Listing;
import dev.replicate4j.codegen.internal.model.JavaType.Mapping;
import dev.replicate4j.codegen.internal.model.JavaType.OrNull;
import dev.replicate4j.codegen.internal.model.JavaType.Simple;
import dev.replicate4j.codegen.internal.model.ModelClass.InputClass;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Says where a class is less than a user would expect. */
final class ModelWarnings {

    private ModelWarnings() {}

    static List<ModelWarning> of(ModelClass model, PositionalArguments positional, List<String> plainChoices) {
        String ref = model.definition().ref();
        List<ModelWarning> warnings = new ArrayList<>();
        List<String> inputs = untypedInputs(model).toList();
        if (!inputs.isEmpty()) {
            warnings.add(new ModelWarning(
                    "UntypedInput",
                    "Inputs of " + ref
                            + " that take any value, because their schema does not say what they take: " + list(inputs)
                            + ". Nothing to do; the model checks them when it runs."));
        }
        List<String> outputs = untypedOutputs(model).toList();
        if (!outputs.isEmpty()) {
            warnings.add(new ModelWarning(
                    "UntypedOutput",
                    "Outputs of " + ref
                            + " that are plain JSON values, because their schema does not say what they hold: "
                            + list(outputs)
                            + ". Nothing to do; they arrive as Map, List, String, Long, Double, Boolean or null."));
        }
        if (!positional.dropped().isEmpty()) {
            warnings.add(new ModelWarning(
                    "TooManyArguments",
                    "Required inputs of " + ref
                            + " that found no room among the arguments of a Java method: " + list(positional.dropped())
                            + ". Set each by its setter."));
        }
        if (!plainChoices.isEmpty()) {
            warnings.add(new ModelWarning(
                    "TooManyValues",
                    "Inputs of " + ref
                            + " with more or longer values than a Java enum holds: " + list(plainChoices)
                            + ". They take the plain value; the model checks it when it runs."));
        }
        return List.copyOf(warnings);
    }

    private static Stream<String> untypedInputs(ModelClass model) {
        Stream<InputClass> classes =
                model.training() == null ? Stream.of(model.input()) : Stream.of(model.input(), model.training());
        return classes.flatMap(input -> input.setters().stream())
                .filter(setter -> isUntyped(setter.type()))
                .map(ModelClass.Setter::wire)
                .distinct();
    }

    private static Stream<String> untypedOutputs(ModelClass model) {
        Stream<String> whole = isUntyped(model.definition().whole()) ? Stream.of("the output") : Stream.of();
        Stream<String> fields = model.records().stream()
                .flatMap(record -> record.fields().stream()
                        .filter(field -> isUntyped(field.type()))
                        .map(field -> record.name() + "." + field.wire()));
        return Stream.concat(whole, fields);
    }

    /** A map to any value is no loss: that is what a JSON object is. */
    private static boolean isUntyped(JavaType type) {
        if (type instanceof Listing list) {
            return isUntyped(list.item());
        }
        if (type instanceof Mapping map) {
            return !(map.value() instanceof Simple) && isUntyped(map.value());
        }
        return type instanceof OrNull nullable ? isUntyped(nullable.type()) : type == Simple.OBJECT;
    }

    private static String list(List<String> names) {
        return String.join(", ", names.stream().map(PlainJson::compact).toList());
    }
}
