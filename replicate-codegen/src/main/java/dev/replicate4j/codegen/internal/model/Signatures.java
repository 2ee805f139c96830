package dev.replicate4j.codegen.internal.model;

import dev.replicate4j.codegen.internal.model.Docs.ParameterDoc;
import dev.replicate4j.codegen.internal.model.ModelClass.Parameter;
import dev.replicate4j.codegen.internal.model.ModelClass.StaticMethod;
import dev.replicate4j.codegen.internal.model.ModelClass.StaticMethod.Kind;
import dev.replicate4j.codegen.internal.model.PositionalArguments.ArgumentVariant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides the static methods: one family of call, stream and with for each way to give the positional inputs. */
final class Signatures {

    private static final List<String> OPERATORS = List.of("inputs", "options", "more", "rest");

    private final JavaNames names;
    private final JavaType output;

    Signatures(JavaNames names, JavaType output) {
        this.names = names;
        this.output = output;
    }

    /**
     * Returns the methods.
     *
     * @param positional the inputs that are arguments
     */
    List<StaticMethod> methods(PositionalArguments positional) {
        List<List<ArgumentVariant>> families = positional.families();
        List<StaticMethod> methods = new ArrayList<>();
        for (Kind kind : List.of(Kind.CALL, Kind.STREAM)) {
            for (List<ArgumentVariant> family : families) {
                methods.add(method(kind, family, null));
                methods.add(method(kind, family, operator(family)));
            }
        }
        families.forEach(family -> methods.add(method(Kind.WITH, family, null)));
        return methods;
    }

    private StaticMethod method(Kind kind, List<ArgumentVariant> arguments, @Nullable String operator) {
        List<Parameter> parameters = arguments.stream().map(this::parameter).toList();
        List<ParameterDoc> docs = arguments.stream()
                .map(given -> Docs.parameter(setter(given), given.input(), given.variant()))
                .toList();
        return new StaticMethod(kind, parameters, operator, Docs.method(kind, docs, operator, output));
    }

    private Parameter parameter(ArgumentVariant given) {
        return new Parameter(
                setter(given),
                setter(given),
                given.input().name(),
                given.variant().type(),
                Limits.of(given.variant().schema()));
    }

    private String setter(ArgumentVariant given) {
        return names.setter(given.input().name(), false);
    }

    private String operator(List<ArgumentVariant> arguments) {
        List<String> taken = arguments.stream().map(this::setter).toList();
        return OPERATORS.stream()
                .filter(name -> !taken.contains(name))
                .findFirst()
                .orElse("inputs_");
    }
}
