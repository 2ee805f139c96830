package dev.replicate4j.internal.call;

import static dev.replicate4j.internal.call.PredictionMatch.DIFFERENT;
import static dev.replicate4j.internal.call.PredictionMatch.EQUAL;
import static dev.replicate4j.internal.call.PredictionMatch.UNCERTAIN;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Compares a text as it was sent with the text that the API shows. */
final class TextMatch {

    /** What stands in the place of a secret. */
    private static final Pattern MASK = Pattern.compile("[*\\u2022]+|\\[?REDACTED]?", Pattern.CASE_INSENSITIVE);

    /** What may be lost or changed on the way: white space, line ends, NUL and its like, lone surrogates. */
    private static final Pattern UNSTABLE = Pattern.compile("[\\s\\p{C}\\p{Z}?\\uFFFD]+");

    /** What stands in the place of the rest of a long text, once {@link #canonical}. */
    private static final Pattern CUT = Pattern.compile("\\.\\.\\.|[\\[<(]truncated[^\\])>]*[\\])>]");

    private TextMatch() {}

    static PredictionMatch of(String sent, String shown) {
        if (sent.equals(shown)) {
            return EQUAL;
        }
        boolean hidden = shown.isBlank() || MASK.matcher(shown).matches();
        return hidden
                        || isOtherUrl(sent, shown)
                        || isOtherForm(canonical(sent), canonical(shown))
                        || canonical(decoded(sent)).equals(canonical(decoded(shown)))
                ? UNCERTAIN
                : DIFFERENT;
    }

    /** A file that was sent inside the request, or uploaded before, may be shown by another URL. */
    private static boolean isOtherUrl(String sent, String shown) {
        boolean file = sent.regionMatches(true, 0, "data:", 0, 5) || sent.contains("/v1/files/");
        return file && shown.startsWith("http");
    }

    private static boolean isOtherForm(String sent, String shown) {
        if (sent.startsWith(shown)) {
            return true;
        }
        String[] ends = CUT.split(shown, -1);
        return ends.length == 2 && sent.startsWith(ends[0]) && sent.endsWith(ends[1]);
    }

    /** White space, letter case and Unicode forms apart, as every form of the API keeps the rest. */
    private static String canonical(String text) {
        String normal = Normalizer.normalize(text, Normalizer.Form.NFKC);
        return UNSTABLE.matcher(normal).replaceAll("").toLowerCase(Locale.ROOT);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // a text with a percent sign, not a URL
        }
    }
}
