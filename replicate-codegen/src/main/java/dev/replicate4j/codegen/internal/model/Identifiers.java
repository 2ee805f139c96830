package dev.replicate4j.codegen.internal.model;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Turns words of a schema into Java identifiers, by the word alone: the same word always gives the same identifier. */
public final class Identifiers {

    /** Longer words are cut: nobody could read such a name, and class files limit it. */
    private static final int LONGEST = 80;

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern CAMEL_HUMP =
            Pattern.compile("(?<=[\\p{Ll}])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");

    /** Symbols that tell values apart: {@code F} and {@code F#}, {@code DPM} and {@code DPM++}. */
    private static final Map<Integer, String> SYMBOLS =
            Map.of((int) '+', "plus", (int) '#', "sharp", (int) '%', "percent", (int) '&', "and", (int) '=', "equals");

    private Identifiers() {}

    /**
     * {@code num_inference_steps} becomes {@code numInferenceSteps}.
     *
     * @param word a word of a schema
     * @return the identifier; may be a Java keyword
     */
    public static String camel(String word) {
        List<String> parts = new ArrayList<>(parts(word, false));
        if (parts.isEmpty()) {
            return "value";
        }
        String first = parts.get(0);
        boolean acronym = first.equals(first.toUpperCase(Locale.ROOT));
        int lower = acronym ? first.length() : first.offsetByCodePoints(0, 1);
        String rest = join(parts).substring(first.length());
        return legal(first.substring(0, lower).toLowerCase(Locale.ROOT) + first.substring(lower) + rest);
    }

    /**
     * {@code aspect_ratio} becomes {@code AspectRatio}; ASCII only, since it names a class file.
     *
     * @param word a word of a schema
     * @return the identifier
     */
    public static String pascal(String word) {
        List<String> parts = parts(word, true);
        return parts.isEmpty() ? "Value" : legal(join(parts));
    }

    /**
     * {@code 16:9} becomes {@code _16_9}.
     *
     * @param value a value of an enum, as text
     * @return the identifier
     */
    public static String constant(String value) {
        List<String> parts = new ArrayList<>();
        for (String part : parts(spelled(value), false)) {
            parts.addAll(mayHaveHumps(part) ? List.of(CAMEL_HUMP.split(part)) : List.of(part));
        }
        String name = String.join("_", parts).toUpperCase(Locale.ROOT);
        return legal(name.isEmpty() ? symbols(value) : name);
    }

    /** Spares most words the pattern: a hump takes a capital after the beginning, and a small letter. */
    private static boolean mayHaveHumps(String part) {
        boolean capital = false;
        boolean small = false;
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            capital |= i > 0 && (c > 127 || Character.isUpperCase(c));
            small |= c > 127 || Character.isLowerCase(c);
        }
        return capital && small;
    }

    private static String join(List<String> parts) {
        StringBuilder name = new StringBuilder();
        for (String part : parts) {
            boolean digits = !name.isEmpty()
                    && Character.isDigit(name.charAt(name.length() - 1))
                    && Character.isDigit(part.charAt(0));
            name.append(digits ? "_" : "").append(capitalized(part));
        }
        return name.toString();
    }

    private static String capitalized(String part) {
        int first = part.codePointAt(0);
        return Character.toString(Character.toUpperCase(first)) + part.substring(Character.charCount(first));
    }

    /** Runs of letters and digits, accents removed. */
    private static List<String> parts(String word, boolean ascii) {
        String plain = isAscii(word)
                ? cut(word)
                : MARKS.matcher(Normalizer.normalize(cut(word), Normalizer.Form.NFKD))
                        .replaceAll("");
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0, c; i < plain.length(); i += Character.charCount(c)) {
            c = plain.codePointAt(i);
            if (Character.isLetterOrDigit(c) && (c < 128 || (!ascii && Character.isJavaIdentifierPart(c)))) {
                part.appendCodePoint(c);
            } else if (!part.isEmpty()) {
                parts.add(part.toString());
                part.setLength(0);
            }
        }
        if (!part.isEmpty()) {
            parts.add(part.toString());
        }
        return parts;
    }

    private static boolean isAscii(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }

    private static String cut(String word) {
        return word.length() <= LONGEST || word.codePointCount(0, word.length()) <= LONGEST
                ? word
                : word.substring(0, word.offsetByCodePoints(0, LONGEST));
    }

    /** Spells out symbols, and a minus before a number. */
    private static String spelled(String value) {
        StringBuilder text = new StringBuilder();
        int[] points = cut(value).codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            String word = SYMBOLS.get(points[i]);
            boolean starts = i == 0 || !Character.isLetterOrDigit(points[i - 1]);
            if (points[i] == '-' && starts && i + 1 < points.length && Character.isDigit(points[i + 1])) {
                word = "minus";
            }
            if (word == null) {
                text.appendCodePoint(points[i]);
            } else {
                text.append(' ').append(word).append(' ');
            }
        }
        return text.toString();
    }

    /** The Unicode name of a value that has neither letters nor digits: {@code -} is {@code HYPHEN_MINUS}. */
    private static String symbols(String value) {
        if (value.isEmpty()) {
            return "EMPTY";
        }
        String name = Character.getName(value.codePointAt(0));
        return name == null ? "SYMBOL" : name.replaceAll("[^A-Z0-9]+", "_");
    }

    private static String legal(String name) {
        return Character.isJavaIdentifierStart(name.codePointAt(0)) ? name : "_" + name;
    }
}
