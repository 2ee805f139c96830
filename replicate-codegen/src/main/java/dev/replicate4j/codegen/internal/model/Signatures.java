package dev.replicate4j.codegen.internal.model;

import dev.replicate4j.codegen.internal.model.Docs.ParameterDoc;
import dev.replicate4j.codegen.internal.model.ModelClass.Parameter;
import dev.replicate4j.codegen.internal.model.ModelClass.StaticMethod;
import dev.replicate4j.codegen.internal.model.ModelClass.StaticMethod.Kind;
import dev.replicate4j.codegen.internal.schema.ModelSchema;
import dev.replicate4j.codegen.internal.schema.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides the static methods: one family of call, stream and with for each way to give the positional inputs. */
final class Signatures {

    private static final List<String> OPERATORS = List.of("inputs", "options", "more", "rest", "set");

    private final ModelSchema schema;
    private final ModelFacts facts;
    private final Names names;
    private final InputTypes types;
    private final JavaType output;

    Signatures(ModelSchema schema, ModelFacts facts, Names names, InputTypes types, JavaType output) {
        this.schema = schema;
        this.facts = facts;
        this.names = names;
        this.types = types;
        this.output = output;
    }

    /** A positional input in one of the ways it can be given. */
    private record Argument(Parameter parameter, ParameterDoc doc) {}

    List<StaticMethod> methods() {
        List<List<Argument>> families = families();
        List<StaticMethod> methods = new ArrayList<>();
        for (Kind kind : List.of(Kind.CALL, Kind.STREAM)) {
            for (List<Argument> family : families) {
                methods.add(method(kind, family, null));
                methods.add(method(kind, family, operator(family)));
            }
        }
        families.forEach(family -> methods.add(method(Kind.WITH, family, null)));
        return methods;
    }

    /** All combinations of the ways; and none at all, where nothing is required and there is but one argument. */
    private List<List<Argument>> families() {
        List<Property> positional =
                facts.arguments().stream().flatMap(this::input).toList();
        List<List<Argument>> families = new ArrayList<>();
        if (positional.size() == 1 && schema.inputs().stream().noneMatch(Property::required)) {
            families.add(List.of());
        }
        families.addAll(combinations(positional));
        return families;
    }

    private List<List<Argument>> combinations(List<Property> positional) {
        List<List<Argument>> combinations = List.of(List.of());
        for (Property input : positional) {
            List<List<Argument>> longer = new ArrayList<>();
            for (List<Argument> shorter : combinations) {
                types.ways(input.type()).forEach(way -> longer.add(append(shorter, argument(input, way))));
            }
            combinations = longer;
        }
        return combinations;
    }

    private Stream<Property> input(String wire) {
        return schema.inputs().stream().filter(input -> input.name().equals(wire));
    }

    private Argument argument(Property input, InputTypes.Way way) {
        String name = names.setter(input.name(), false);
        return new Argument(new Parameter(name, name, way.type()), Docs.parameter(name, input, way));
    }

    private StaticMethod method(Kind kind, List<Argument> arguments, @Nullable String operator) {
        List<Parameter> parameters = arguments.stream().map(Argument::parameter).toList();
        List<ParameterDoc> docs = arguments.stream().map(Argument::doc).toList();
        return new StaticMethod(kind, parameters, operator, Docs.method(kind, docs, operator, schema.output(), output));
    }

    private static String operator(List<Argument> arguments) {
        List<String> taken =
                arguments.stream().map(argument -> argument.parameter().name()).toList();
        return OPERATORS.stream()
                .filter(name -> !taken.contains(name))
                .findFirst()
                .orElse("inputs_");
    }

    private static List<Argument> append(List<Argument> list, Argument last) {
        return Stream.concat(list.stream(), Stream.of(last)).toList();
    }
}
