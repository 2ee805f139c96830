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
        for (String paragraph : paragraphs(text == null ? "" : text)) {
            String safe = inline(paragraph, "");
            if (!safe.isEmpty()) {
                paragraphs.add(safe);
            }
        }
        return paragraphs.isEmpty() ? otherwise : sentence(String.join("\n<p>", paragraphs));
    }

    private static String[] paragraphs(String text) {
        return text.indexOf('\n') < 0 ? new String[] {text} : PARAGRAPH.split(text.replace("\r", ""), -1);
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
        int end = 0;
        for (int start = 0; start < text.length(); start = end) {
            end = start;
            while (end < text.length() && !isSpace(text.charAt(end))) {
                end++;
            }
            line.append(!line.isEmpty() && end > start ? " " : "").append(text, start, end);
            while (end < text.length() && isSpace(text.charAt(end))) {
                end++;
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
        for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '@' -> safe.append("&#64;");
                case '\\' -> safe.append("&#92;");
                case '/' -> safe.append(endsWithStar(safe) ? "&#47;" : "/");
                default -> {
                    if (c >= ' ' && c < 127) {
                        safe.append((char) c);
                    } else if (visible(c)) {
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

    /** Breaks lines at spaces, so that none is longer than the width where a break is possible; an inline tag counts as one word. */
    static String wrap(String text, int width) {
        StringBuilder wrapped = new StringBuilder(text.length() + 16);
        for (int start = 0, end; start <= text.length(); start = end + 1) {
            int found = text.indexOf('\n', start);
            end = found < 0 ? text.length() : found;
            wrapLine(text, start, end, width, wrapped);
            wrapped.append('\n');
        }
        return wrapped.toString().stripTrailing();
    }

    private static void wrapLine(String text, int start, int end, int width, StringBuilder wrapped) {
        int column = 0;
        for (int word = start, after; word < end; word = after + 1) {
            after = endOfWord(text, word, end);
            if (after > word) {
                boolean fits = column + 1 + after - word <= width;
                wrapped.append(column == 0 ? "" : fits ? " " : "\n").append(text, word, after);
                column = column == 0 || !fits ? after - word : column + 1 + after - word;
            }
        }
    }

    private static int endOfWord(String text, int start, int end) {
        int i = start;
        while (i < end && text.charAt(i) != ' ') {
            boolean tag = text.charAt(i) == '{' && text.startsWith("{@", i);
            int tagEnd = tag ? text.indexOf('}', i) : -1;
            i = tagEnd > 0 && tagEnd < end ? tagEnd + 1 : i + 1;
        }
        return i;
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
