package dev.replicate4j.codegen.internal.emit;

import java.util.ArrayList;
import java.util.List;

/** Java literals of any value, however odd. */
final class Literals {

    /** A class file holds no string constant above 65,535 bytes; one UTF-16 unit takes three at most. */
    private static final int LONGEST = 65_535 / 3;

    private Literals() {}

    static String of(Object value) {
        if (value instanceof String text) {
            return string(text);
        }
        if (value instanceof Long number) {
            return integer(number);
        }
        return value instanceof Double number ? decimal(number) : String.valueOf(value);
    }

    /** A string; one that is too long for a constant is joined when the class is used. */
    static String string(String text) {
        if (text.length() <= LONGEST) {
            return quoted(text);
        }
        List<String> pieces = new ArrayList<>();
        for (int start = 0; start < text.length(); start += LONGEST) {
            pieces.add(quoted(text.substring(start, Math.min(text.length(), start + LONGEST))));
        }
        return "String.join(\"\", " + String.join(", ", pieces) + ")";
    }

    /** A value where no primitive is expected, so that a number needs its suffix. */
    static String boxed(Object value) {
        return value instanceof Long number ? number + "L" : of(value);
    }

    static String integer(long value) {
        if (value == Long.MIN_VALUE || value == Long.MAX_VALUE) {
            return value < 0 ? "Long.MIN_VALUE" : "Long.MAX_VALUE";
        }
        return value == (int) value ? String.valueOf(value) : value + "L";
    }

    static String decimal(double value) {
        if (Double.isInfinite(value)) {
            return value < 0 ? "Double.NEGATIVE_INFINITY" : "Double.POSITIVE_INFINITY";
        }
        return String.valueOf(value);
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
