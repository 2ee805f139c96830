package dev.replicate4j.codegen.internal.model;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes text of a schema safe and readable inside a Javadoc comment. Schema text is hostile: it must not end the comment, start a tag
 * or be taken for HTML, in whatever encoding it tries.
 */
final class JavadocText {

    /** What {@code {@code ...}} holds without any escape. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.,:;/+\\-=()'!?\\[\\]#% ]*");

    private static final Pattern PARAGRAPH = Pattern.compile("\\s*\\n\\s*\\n\\s*");

    private JavadocText() {}

    /**
     * Prose of a schema: escaped, blank lines as paragraphs, ending with a full stop.
     *
     * @param text what the schema says; null for nothing
     * @param otherwise what to say where the schema says nothing that could be seen
     */
    static String prose(@Nullable String text, String otherwise) {
        List<String> paragraphs = new ArrayList<>();
        for (String paragraph : PARAGRAPH.split(text == null ? "" : text.replace("\r", ""), -1)) {
            String safe = inline(paragraph, "");
            if (!safe.isEmpty()) {
                paragraphs.add(safe);
            }
        }
        return paragraphs.isEmpty() ? otherwise : sentence(String.join("\n<p>", paragraphs));
    }

    /**
     * Text of a schema on one line: escaped.
     *
     * @param text what the schema says; null for nothing
     * @param otherwise what to say where the schema says nothing that could be seen
     */
    static String inline(@Nullable String text, String otherwise) {
        String safe = text == null ? "" : oneLine(escape(text));
        return safe.isEmpty() ? otherwise : safe;
    }

    /** A value as code. */
    static String code(String value) {
        if (value.isEmpty()) {
            return "empty";
        }
        String text = inline(value, "");
        if (text.isEmpty()) {
            return "blank";
        }
        return isPlain(text) ? "{@code " + text + "}" : "<code>" + text + "</code>";
    }

    /** Single spaces between words, none around them. */
    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isSpace(c)) {
                gap = true;
            } else {
                line.append(gap && !line.isEmpty() ? " " : "").append(c);
                gap = false;
            }
        }
        return line.toString().strip();
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r') || (c > 127 && Character.isSpaceChar(c));
    }

    /** Tells whether a text means nothing to Java, Javadoc or HTML wherever it stands. */
    static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches();
    }

    /** Escapes everything that means something to Java, Javadoc or HTML, and drops what can't be seen. */
    static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int c : text.codePoints().toArray()) {
            switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '@' -> safe.append("&#64;");
                case '\\' -> safe.append("&#92;");
                case '/' -> safe.append(endsWithStar(safe) ? "&#47;" : "/");
                default -> {
                    if (visible(c)) {
                        safe.appendCodePoint(c);
                    } else if (Character.isWhitespace(c)) {
                        safe.append(' ');
                    }
                }
            }
        }
        return safe.toString();
    }

    /** Looks at what was written: what was dropped in between ends no comment, but the slash after it would. */
    private static boolean endsWithStar(StringBuilder safe) {
        return !safe.isEmpty() && safe.charAt(safe.length() - 1) == '*';
    }

    /** Breaks lines at spaces, so that none is longer than the width where a break is possible. */
    static String wrap(String text, int width) {
        StringBuilder wrapped = new StringBuilder(text.length() + 16);
        for (String line : text.split("\n", -1)) {
            int column = 0;
            for (String word : words(line)) {
                boolean fits = column + 1 + word.length() <= width;
                wrapped.append(column == 0 ? "" : fits ? " " : "\n").append(word);
                column = column == 0 || !fits ? word.length() : column + 1 + word.length();
            }
            wrapped.append('\n');
        }
        return wrapped.toString().stripTrailing();
    }

    /** Words, where an inline tag counts as one. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= line.length(); ) {
            int tagEnd = line.startsWith("{@", i) ? line.indexOf('}', i) : -1;
            if (tagEnd > 0) {
                i = tagEnd + 1;
            } else if (i == line.length() || line.charAt(i) == ' ') {
                if (i > start) {
                    words.add(line.substring(start, i));
                }
                i++;
                start = i;
            } else {
                i++;
            }
        }
        return words;
    }

    private static String sentence(String text) {
        return text.isEmpty() || ".!?:".indexOf(text.charAt(text.length() - 1)) >= 0 ? text : text + ".";
    }

    /** Controls, formats (they can reorder what a reader sees), lone surrogates and private or unknown characters are not shown. */
    private static boolean visible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
