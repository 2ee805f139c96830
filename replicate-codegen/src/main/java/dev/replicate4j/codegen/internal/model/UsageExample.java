package dev.replicate4j.codegen.internal.model;

import dev.replicate4j.codegen.internal.model.JavaType.Listing;
import dev.replicate4j.codegen.internal.model.JavaType.Mapping;
import dev.replicate4j.codegen.internal.model.JavaType.Nested;
import dev.replicate4j.codegen.internal.model.JavaType.OrNull;
import dev.replicate4j.codegen.internal.model.JavaType.Simple;
import dev.replicate4j.codegen.internal.model.ModelClass.ChoiceEnum;
import dev.replicate4j.codegen.internal.model.ModelClass.Parameter;
import dev.replicate4j.codegen.internal.model.ModelClass.Setter;
import dev.replicate4j.codegen.internal.model.ModelClass.StaticMethod;
import dev.replicate4j.codegen.internal.model.ModelClass.StaticMethod.Kind;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Writes the line of code that shows how a class is used; it compiles, given imports. */
final class UsageExample {

    private static final int WIDTH = 112;

    /** A longer text or URL of the model's example makes way for dots. */
    private static final int LONGEST_TEXT = 40;

    private static final Set<Simple> TELLING = Set.of(Simple.LONG, Simple.DOUBLE, Simple.BOOLEAN);

    private final String className;
    private final List<ChoiceEnum> choices;

    UsageExample(String className, List<ChoiceEnum> choices) {
        this.className = className;
        this.choices = choices;
    }

    /** A call with all positional inputs, and with one more where there is one to show and room for it. */
    String line(List<StaticMethod> methods, List<Setter> setters, @Nullable Example example, JavaType output) {
        StaticMethod call = methods.stream()
                .filter(method -> method.kind() == Kind.CALL && method.operator() != null)
                .reduce((shorter, longer) -> longer)
                .orElseThrow();
        List<Value> known = example == null ? List.of() : example.arguments();
        String arguments = IntStream.range(0, call.parameters().size())
                .mapToObj(i -> argument(call.parameters().get(i), i < known.size() ? known.get(i) : null))
                .collect(Collectors.joining(", "));
        String start = type(output, false) + " output = " + className + ".call(" + arguments;
        String further = (arguments.isEmpty() ? "" : ", ") + further(call, setters);
        return (start + further).length() + 2 <= WIDTH && further.length() > 2 ? start + further + ");" : start + ");";
    }

    private String further(StaticMethod call, List<Setter> setters) {
        List<String> given = call.parameters().stream().map(Parameter::setter).toList();
        return setters.stream()
                .filter(setter -> setter.open() && !setter.deprecated() && !given.contains(setter.name()))
                .filter(setter -> setter.type() instanceof Nested || TELLING.contains(setter.type()))
                .findFirst()
                .map(setter -> "in -> in." + setter.name() + "(" + sample(setter.type(), setter.limit()) + ")")
                .orElse("");
    }

    private String argument(Parameter parameter, @Nullable Value known) {
        if (known instanceof Value.Literal literal && parameter.type() == Simple.STRING && isShort(literal.value())) {
            return "\"" + literal.value() + "\"";
        }
        if (known instanceof Value.FileUrl file && isShort(file.url())) {
            return "URLPath.of(\"" + file.url() + "\")";
        }
        return sample(parameter.type(), null);
    }

    private static boolean isShort(Object text) {
        return text instanceof String string && string.length() <= LONGEST_TEXT && JavadocText.isPlain(string);
    }

    private String sample(JavaType type, @Nullable Limit limit) {
        if (type instanceof Nested nested) {
            return choices.stream()
                    .filter(choice -> choice.name().equals(nested.name()))
                    .map(choice -> className + "." + choice.name() + "."
                            + choice.constants().get(0).name())
                    .findFirst()
                    .orElseThrow();
        }
        if (type instanceof Listing list) {
            return "List.of(" + item(list.item()) + ")";
        }
        if (type instanceof Mapping map) {
            return "Map.of(\"...\", " + item(map.value()) + ")";
        }
        return switch ((Simple) type) {
            case LONG -> String.valueOf(limit instanceof Limit.Int range ? between(range) : 1);
            case DOUBLE -> String.valueOf(limit instanceof Limit.Decimal range ? between(range) : 0.5);
            case BOOLEAN -> "true";
            case PATH -> "Path.of(\"...\")";
            case STRING, OBJECT, URL_PATH -> "\"...\"";
        };
    }

    private String item(JavaType type) {
        return sample(type, null) + (type == Simple.LONG ? "L" : "");
    }

    private static int between(Limit.Int range) {
        return (int) Math.max(
                Math.max(range.min(), Integer.MIN_VALUE), Math.min(Math.min(range.max(), Integer.MAX_VALUE), 1));
    }

    private static double between(Limit.Decimal range) {
        return Math.max(range.min(), Math.min(range.max(), 0.5));
    }

    private String type(JavaType type, boolean boxed) {
        if (type instanceof OrNull nullable) {
            return type(nullable.type(), true);
        }
        if (type instanceof Nested nested) {
            return className + "." + nested.name();
        }
        if (type instanceof Listing list) {
            return "List<" + type(list.item(), true) + ">";
        }
        if (type instanceof Mapping map) {
            return "Map<String, " + type(map.value(), true) + ">";
        }
        return switch ((Simple) type) {
            case STRING -> "String";
            case LONG -> boxed ? "Long" : "long";
            case DOUBLE -> boxed ? "Double" : "double";
            case BOOLEAN -> boxed ? "Boolean" : "boolean";
            case URL_PATH -> "URLPath";
            case PATH -> "Path";
            case OBJECT -> "Object";
        };
    }
}
