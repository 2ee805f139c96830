package dev.replicate4j.testkit.internal.answer;

import dev.replicate4j.testkit.internal.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts built from inputs, and their pieces. */
final class Texts {

    private static final int MAX_ECHO = 400;

    private Texts() {}

    /** Returns a text that names the model and repeats what it was given. */
    static String answer(String model, Map<String, @Nullable Object> input) {
        return "This is " + model + " of the testkit.\nYou gave: " + echo(input) + ".";
    }

    /** Splits a text before its spaces, as language models do; the pieces together are the text. */
    static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        for (int i = 1; i < text.length(); i++) {
            if (text.charAt(i) == ' ' && text.charAt(i - 1) != ' ') {
                pieces.add(text.substring(start, i));
                start = i;
            }
        }
        pieces.add(text.substring(start));
        return pieces;
    }

    private static String echo(Map<String, @Nullable Object> input) {
        for (String name : List.of("prompt", "text", "question", "messages")) {
            if (input.get(name) instanceof String lead) {
                return shorten(lead);
            }
        }
        return shorten(Json.text(Json.sorted(input)));
    }

    private static String shorten(String text) {
        return text.length() <= MAX_ECHO ? text : text.substring(0, text.offsetByCodePoints(0, MAX_ECHO / 2)) + " ...";
    }
}
