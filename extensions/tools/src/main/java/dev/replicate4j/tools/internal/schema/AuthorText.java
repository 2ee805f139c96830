package dev.replicate4j.tools.internal.schema;

import java.util.Locale;

/**
 * Text that the author of a model wrote, as a language model may see it: on one line, without characters that nobody sees, cut
 * to a length, and in quotation marks that it cannot close.
 */
public final class AuthorText {

    private static final String CUT = "…";

    private AuthorText() {}

    /** {@return the text in quotation marks, at most this many characters of it; empty where nothing is left} */
    public static String quoted(String text, int most) {
        String clean = clean(text, most);
        return clean.isEmpty() ? "" : '"' + clean + '"';
    }

    /** {@return the text without marks around it} */
    public static String clean(String text, int most) {
        StringBuilder clean = new StringBuilder();
        int length = 0;
        boolean space = false;
        for (int code : (Iterable<Integer>) text.codePoints()::iterator) {
            if (Character.isWhitespace(code) || Character.isSpaceChar(code)) {
                space = length > 0;
                continue;
            }
            if (!isVisible(code)) {
                continue;
            }
            if (length >= most) {
                return withoutMarkers(clean.append(CUT).toString());
            }
            if (space) {
                clean.append(' ');
                length++;
                space = false;
            }
            clean.appendCodePoint(isQuotationMark(code) ? '\'' : code);
            length++;
        }
        return withoutMarkers(clean.toString());
    }

    /** {@return whether a text can be shown as it is: nothing hidden in it, and not too long} */
    public static boolean isPlain(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                && text.codePoints().allMatch(code -> code == ' ' || isVisible(code));
    }

    /** No control, direction, joining, tag, private or unassigned character, and none that is drawn as nothing. */
    private static boolean isVisible(int code) {
        return switch (Character.getType(code)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> !isDrawnAsNothing(code);
        };
    }

    private static boolean isDrawnAsNothing(int code) {
        return code == 0x034F // combining grapheme joiner
                || code == 0x115F // Hangul fillers
                || code == 0x1160
                || code == 0x3164
                || code == 0xFFA0
                || code == 0x17B4 // Khmer inherent vowels
                || code == 0x17B5
                || code == 0x2800 // empty braille pattern
                || (code >= 0x180B && code <= 0x180F) // variation selectors
                || (code >= 0xFE00 && code <= 0xFE0F)
                || (code >= 0xE0100 && code <= 0xE01EF);
    }

    private static boolean isQuotationMark(int code) {
        int type = Character.getType(code);
        return code == '"'
                || code == 0xFF02
                || type == Character.INITIAL_QUOTE_PUNCTUATION
                || type == Character.FINAL_QUOTE_PUNCTUATION
                || (code >= 0x201A && code <= 0x201F);
    }

    /** The marks that chat templates put between turns are taken apart. */
    private static String withoutMarkers(String text) {
        return text.replace("<|", "< |").replace("|>", "| >");
    }

    /** {@return a text for comparing names: lower case, letters and digits only} */
    static String comparable(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
