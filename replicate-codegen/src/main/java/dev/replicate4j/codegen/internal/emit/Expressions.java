package dev.replicate4j.codegen.internal.emit;

import dev.replicate4j.Bounds;
import dev.replicate4j.OutputType;
import dev.replicate4j.URLPath;
import dev.replicate4j.codegen.internal.model.Decoder;
import dev.replicate4j.codegen.internal.model.Decoder.Constant;
import dev.replicate4j.codegen.internal.model.Decoder.Leaf;
import dev.replicate4j.codegen.internal.model.Decoder.Wrapped;
import dev.replicate4j.codegen.internal.model.Example.Step;
import dev.replicate4j.codegen.internal.model.Limit;
import dev.replicate4j.codegen.internal.model.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Expressions of the runtime's factories. */
final class Expressions {

    private final JavaText text;

    Expressions(JavaText text) {
        this.text = text;
    }

    String decoder(Decoder decoder) {
        if (decoder instanceof Leaf leaf) {
            return text.name(OutputType.class) + "." + lower(leaf) + "()";
        }
        if (decoder instanceof Wrapped wrapped) {
            return text.name(OutputType.class) + "." + lower(wrapped.kind()) + "(" + decoder(wrapped.part()) + ")";
        }
        return ((Constant) decoder).record() + ".TYPE";
    }

    /** One call in a chain of setters. */
    String step(Step step) {
        String arguments =
                step.typed() ? argument(step.value()) : Literals.string(step.wire()) + ", " + value(step.value());
        return step.setter() + "(" + arguments + ")";
    }

    String arguments(List<Value> values) {
        return values.stream().map(this::argument).collect(Collectors.joining(", "));
    }

    private String argument(Value value) {
        return value instanceof Value.Literal literal ? Literals.of(literal.value()) : value(value);
    }

    private String value(Value value) {
        if (value instanceof Value.Literal literal) {
            return Literals.boxed(literal.value());
        }
        if (value instanceof Value.EnumConstant constant) {
            return constant.type() + "." + constant.constant();
        }
        if (value instanceof Value.FileUrl file) {
            return text.name(URLPath.class) + ".of(" + Literals.string(file.url()) + ")";
        }
        if (value instanceof Value.Items list) {
            return list.items().stream()
                    .map(this::value)
                    .collect(Collectors.joining(", ", text.name(List.class) + ".of(", ")"));
        }
        return ((Value.Entries) value)
                .entries().stream()
                        .map(this::entry)
                        .collect(Collectors.joining(", ", text.name(Map.class) + ".ofEntries(", ")"));
    }

    private String entry(Value.Entry entry) {
        return text.name(Map.class) + ".entry(" + Literals.string(entry.key()) + ", " + value(entry.value()) + ")";
    }

    String limit(Limit limit) {
        if (limit instanceof Limit.Whole range) {
            return bounds("range", Literals.integer(range.min()), Literals.integer(range.max()));
        }
        if (limit instanceof Limit.Decimal range) {
            return bounds("range", Literals.decimal(range.min()), Literals.decimal(range.max()));
        }
        if (limit instanceof Limit.Length length) {
            return bounds("length", Literals.integer(length.min()), Literals.integer(length.max()));
        }
        Limit.Items items = (Limit.Items) limit;
        return bounds("items", Literals.integer(items.min()), Literals.integer(items.max()));
    }

    private String bounds(String factory, String min, String max) {
        return text.name(Bounds.class) + "." + factory + "(" + min + ", " + max + ")";
    }

    private static String lower(Enum<?> factory) {
        return factory.name().toLowerCase(Locale.ROOT);
    }
}
