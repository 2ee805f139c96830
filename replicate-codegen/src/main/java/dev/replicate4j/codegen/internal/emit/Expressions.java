package dev.replicate4j.codegen.internal.emit;

import com.palantir.javapoet.CodeBlock;
import dev.replicate4j.codegen.internal.model.Decoder;
import dev.replicate4j.codegen.internal.model.Decoder.Constant;
import dev.replicate4j.codegen.internal.model.Decoder.Leaf;
import dev.replicate4j.codegen.internal.model.Decoder.Wrapped;
import dev.replicate4j.codegen.internal.model.Limit;
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

    static CodeBlock limit(Limit limit) {
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

    private static CodeBlock bounds(String factory, CodeBlock min, CodeBlock max) {
        return CodeBlock.of("$T.$L($L, $L)", Types.BOUNDS, factory, min, max);
    }

    private static String lower(Enum<?> factory) {
        return factory.name().toLowerCase(Locale.ROOT);
    }
}
