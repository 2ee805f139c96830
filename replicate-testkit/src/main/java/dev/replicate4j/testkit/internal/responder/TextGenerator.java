package dev.replicate4j.testkit.internal.responder;

import dev.replicate4j.testkit.internal.json.ServerJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Texts built from inputs, and their pieces. */
final class TextGenerator {

    private static final int MAX_ECHO = 400;
    private static final int MAX_VALUE = 60;

    private TextGenerator() {}

    /** {@return a text that names the model and repeats what it was given} */
    static String answer(String model, Map<String, @Nullable Object> input) {
        return "This is " + model + ", played by the testkit. It was given " + echo(input);
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
                return '"' + shorten(lead, MAX_ECHO) + '"';
            }
        }
        return new TreeMap<>(input)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + " = " + shorten(ServerJson.text(entry.getValue()), MAX_VALUE))
                        .collect(Collectors.joining(", "));
    }

    private static String shorten(String text, int length) {
        if (text.codePointCount(0, text.length()) <= length) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, length / 2)) + "...";
    }
}
