package dev.replicate4j.codegen.internal.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;

/** Java literals of any value, however odd. */
final class Literals {

    /** A class file holds no string constant above 65,535 bytes; one UTF-16 unit takes three at most. */
    private static final int LONGEST = 65_535 / 3;

    private Literals() {}

    static CodeBlock of(Object value) {
        if (value instanceof String text) {
            return string(text);
        }
        if (value instanceof Long number) {
            return integer(number);
        }
        return value instanceof Double number ? decimal(number) : CodeBlock.of("$L", value);
    }

    /** Whether {@link #string} gives a constant, as annotations need it. */
    static boolean isConstant(String text) {
        return text.length() <= LONGEST;
    }

    /** A string; one that is too long for a constant is joined when the class is used. */
    static CodeBlock string(String text) {
        if (isConstant(text)) {
            return constant(text);
        }
        List<CodeBlock> pieces = new ArrayList<>();
        for (int start = 0; start < text.length(); start += LONGEST) {
            pieces.add(constant(text.substring(start, Math.min(text.length(), start + LONGEST))));
        }
        return CodeBlock.of("$T.join($S, $L)", String.class, "", CodeBlock.join(pieces, ", "));
    }

    /** A value where no primitive is expected, so that a number needs its suffix. */
    static CodeBlock boxed(Object value) {
        return value instanceof Long number ? CodeBlock.of("$LL", number) : of(value);
    }

    static CodeBlock integer(long value) {
        if (value == Long.MIN_VALUE || value == Long.MAX_VALUE) {
            return CodeBlock.of("$T.$L", Long.class, value < 0 ? "MIN_VALUE" : "MAX_VALUE");
        }
        return CodeBlock.of(value == (int) value ? "$L" : "$LL", value);
    }

    static CodeBlock decimal(double value) {
        if (Double.isInfinite(value)) {
            return CodeBlock.of("$T.$L", Double.class, value < 0 ? "NEGATIVE_INFINITY" : "POSITIVE_INFINITY");
        }
        return CodeBlock.of("$L", value);
    }

    /** JavaPoet breaks a literal at its line ends, and leaves in what can't be seen, reorders the line or can't be encoded. */
    private static CodeBlock constant(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 127)
                ? CodeBlock.of("$S", text)
                : CodeBlock.of("$L", quoted(text));
    }

    /** Escapes what ends the literal, can't be seen, may reorder the line, or can't be encoded. */
    private static String quoted(String text) {
        StringBuilder literal = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> literal.append("\\\"");
                // After an escaped half of a pair, javac takes two backslashes and a "u" for another such escape.
                case '\\' -> literal.append(i > 0 && Character.isSurrogate(text.charAt(i - 1)) ? "\\134" : "\\\\");
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                case '\t' -> literal.append("\\t");
                default -> {
                    if (isSafe(text, i)) {
                        literal.append(c);
                    } else {
                        literal.append(String.format("\\u%04x", (int) c));
                    }
                }
            }
        }
        return literal.append('"').toString();
    }

    private static boolean isSafe(String text, int i) {
        char c = text.charAt(i);
        if (c >= ' ' && c < 127) {
            return true;
        }
        if (Character.isHighSurrogate(c)) {
            return i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))
                    && isShown(text.codePointAt(i));
        }
        if (Character.isLowSurrogate(c)) {
            return i > 0 && Character.isHighSurrogate(text.charAt(i - 1)) && isShown(text.codePointAt(i - 1));
        }
        return isShown(c);
    }

    private static boolean isShown(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
