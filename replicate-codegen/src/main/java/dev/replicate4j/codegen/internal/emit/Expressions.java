package dev.replicate4j.codegen.internal.emit;

import com.palantir.javapoet.CodeBlock;
import dev.replicate4j.codegen.internal.model.Decoder;
import dev.replicate4j.codegen.internal.model.Decoder.Constant;
import dev.replicate4j.codegen.internal.model.Decoder.Leaf;
import dev.replicate4j.codegen.internal.model.Decoder.Wrapped;
import dev.replicate4j.codegen.internal.model.Example.Step;
import dev.replicate4j.codegen.internal.model.JavaType;
import dev.replicate4j.codegen.internal.model.Limit;
import dev.replicate4j.codegen.internal.model.Value;
import java.util.List;
import java.util.Locale;

/** Expressions of the runtime's factories. */
final class Expressions {

    private final Types types;

    Expressions(Types types) {
        this.types = types;
    }

    CodeBlock decoder(Decoder decoder) {
        if (decoder instanceof Leaf leaf) {
            return CodeBlock.of("$T.$L()", Types.OUTPUT_TYPE, lower(leaf));
        }
        if (decoder instanceof Wrapped wrapped) {
            return CodeBlock.of("$T.$L($L)", Types.OUTPUT_TYPE, lower(wrapped.kind()), decoder(wrapped.part()));
        }
        return CodeBlock.of("$T.TYPE", types.nested(((Constant) decoder).record()));
    }

    /** One call in a chain of setters. */
    CodeBlock step(Step step) {
        return step.typed()
                ? CodeBlock.of("$L($L)", step.setter(), argument(step.value()))
                : CodeBlock.of("$L($L, $L)", step.setter(), Literals.string(step.wire()), value(step.value()));
    }

    CodeBlock arguments(List<Value> values) {
        return values.stream().map(this::argument).collect(CodeBlock.joining(", "));
    }

    private CodeBlock argument(Value value) {
        return value instanceof Value.Literal literal ? Literals.of(literal.value()) : value(value);
    }

    private CodeBlock value(Value value) {
        if (value instanceof Value.Literal literal) {
            return Literals.boxed(literal.value());
        }
        if (value instanceof Value.EnumConstant constant) {
            return CodeBlock.of("$T.$L", types.nested(constant.type()), constant.constant());
        }
        if (value instanceof Value.FileUrl file) {
            return CodeBlock.of("$T.of($L)", Types.URL_PATH, Literals.string(file.url()));
        }
        if (value instanceof Value.Items list) {
            CodeBlock items = list.items().stream().map(this::value).collect(CodeBlock.joining(", "));
            return isSimple(list.item())
                    ? CodeBlock.of("$T.of($L)", Types.LIST, items)
                    : CodeBlock.of("$T.<$T>of($L)", Types.LIST, types.boxed(list.item()), items);
        }
        Value.Entries map = (Value.Entries) value;
        CodeBlock entries = map.entries().stream().map(this::entry).collect(CodeBlock.joining(", "));
        return isSimple(map.value())
                ? CodeBlock.of("$T.ofEntries($L)", Types.MAP, entries)
                : CodeBlock.of("$T.<$T, $T>ofEntries($L)", Types.MAP, String.class, types.boxed(map.value()), entries);
    }

    /** Whether the compiler infers the type from any of its values. */
    private static boolean isSimple(JavaType type) {
        return type instanceof JavaType.Nested || (type instanceof JavaType.Simple && type != JavaType.Simple.OBJECT);
    }

    private CodeBlock entry(Value.Entry entry) {
        return CodeBlock.of("$T.entry($L, $L)", Types.MAP, Literals.string(entry.key()), value(entry.value()));
    }

    static CodeBlock limit(Limit limit) {
        if (limit instanceof Limit.Int range) {
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

    private static CodeBlock bounds(String factory, CodeBlock min, CodeBlock max) {
        return CodeBlock.of("$T.$L($L, $L)", Types.BOUNDS, factory, min, max);
    }

    private static String lower(Enum<?> factory) {
        return factory.name().toLowerCase(Locale.ROOT);
    }
}
