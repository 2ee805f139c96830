package dev.replicate4j.internal.call;

import static dev.replicate4j.internal.call.PredictionMatch.DIFFERENT;
import static dev.replicate4j.internal.call.PredictionMatch.EQUAL;
import static dev.replicate4j.internal.call.PredictionMatch.UNCERTAIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.api.Prediction;
import dev.replicate4j.http.RequestOptions;
import dev.replicate4j.internal.json.Json;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a prediction is that of a create: never "no" where the API may have shown it in another form. */
class PredictionMatchTest {

    private static final PredictionTarget MODEL = new PredictionTarget.OfficialModel("acme/painter");
    private static final PredictionTarget VERSION = new PredictionTarget.PinnedVersion("acme/painter", "v1");
    private static final PredictionTarget DEPLOYMENT = new PredictionTarget.DeployedModel("acme/fast");

    /** Forms in which an API may show what it was sent. */
    private static final List<UnaryOperator<Object>> FORMS = List.of(
            value -> value instanceof Number number ? number.doubleValue() : value,
            value -> value instanceof Number number ? (double) number.floatValue() : value,
            value -> value instanceof Number ? value.toString() : value,
            value -> value instanceof Boolean ? value.toString() : value,
            value -> value instanceof Boolean bool ? (bool ? 1 : 0) : value,
            value -> value instanceof String text ? text.strip() : value,
            value -> value instanceof String text ? text.replace("\n", "\r\n") : value,
            value -> value instanceof String text ? Normalizer.normalize(text, Normalizer.Form.NFC) : value,
            value -> value instanceof String text ? text.replace("\0", "") : value,
            value -> value instanceof String text && text.length() > 8 ? text.substring(0, 8) : value,
            value -> value instanceof String text && text.length() > 8 ? text.substring(0, 8) + "..." : value,
            value -> value instanceof String text && text.length() > 8
                    ? text.substring(0, 4) + "…" + text.substring(6)
                    : value,
            value -> value instanceof String text ? text.toUpperCase(java.util.Locale.ROOT) : value,
            value -> value instanceof String ? "****" : value,
            value -> value instanceof List<?> list ? reversed(list) : value,
            value -> value instanceof List<?> list && list.size() > 1 ? list.subList(0, 1) : value,
            value -> value instanceof List<?> list && list.size() == 1 ? list.get(0) : value,
            value -> null);

    private final Random random = new Random(14);

    @Test
    void whatIsShownAsItWasSentIsEqual() {
        for (int i = 0; i < 2_000; i++) {
            Map<String, Object> input = input();

            assertThat(match(MODEL, input, roundTrip(input))).as("%s", input).isEqualTo(EQUAL);
        }
    }

    @Test
    void noFormIsTakenForAnotherInput() {
        for (int i = 0; i < 20_000; i++) {
            Map<String, Object> input = input();
            Map<String, Object> shown = new LinkedHashMap<>(input);
            String name = List.copyOf(input.keySet()).get(random.nextInt(input.size()));
            UnaryOperator<Object> form = FORMS.get(random.nextInt(FORMS.size()));
            shown.put(name, form.apply(input.get(name)));

            assertThat(match(MODEL, input, roundTrip(shown)))
                    .as("%s shown as %s", input, shown)
                    .isNotEqualTo(DIFFERENT);
        }
    }

    @Test
    void anotherInputIsDifferent() {
        for (int i = 0; i < 2_000; i++) {
            Map<String, Object> input = input();
            Map<String, Object> other = new LinkedHashMap<>(input);
            other.put("prompt", "something else " + i);

            assertThat(match(MODEL, input, roundTrip(other))).isEqualTo(DIFFERENT);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "9007199254740993 | 9.007199254740992E15 | UNCERTAIN",
                "16777217 | 16777216 | UNCERTAIN",
                "1024 | \"1024\" | UNCERTAIN",
                "\"1024\" | 1024 | UNCERTAIN",
                "1 | 1.0 | EQUAL",
                "0.1 | 0.10000000149011612 | UNCERTAIN",
                "0.1 | 0.2 | DIFFERENT",
                "41 | 42 | DIFFERENT",
                "1e400 | 5 | DIFFERENT",
                "5 | 1e999999999 | DIFFERENT",
                "true | \"True\" | UNCERTAIN",
                "true | false | DIFFERENT",
                "true | \"false\" | DIFFERENT",
                "\"https://x.com/a b?q=ü\" | \"https://x.com/a%20b?q=%C3%BC\" | UNCERTAIN",
                "\"100% sure\" | \"100% wrong\" | DIFFERENT",
                "\"data:image/png;base64,AAAABBBB\" | \"data:image/png;base64,AAAA...\" | UNCERTAIN",
                "\"data:image/png;base64,AAAA\" | \"https://replicate.delivery/x.png\" | UNCERTAIN",
                "\"data:image/png;base64,AAAA\" | \"data:image/png;base64,BBBB\" | DIFFERENT",
                "\"a long story\" | \"a long[truncated 3]ory\" | UNCERTAIN",
                "\"a cat\" | \"\" | UNCERTAIN",
                "\"a cat\" | [\"a cat\"] | UNCERTAIN",
                "[\"b\", \"a\"] | [\"a\", \"b\"] | UNCERTAIN",
                "[\"b\", null] | [null, \"b\"] | UNCERTAIN",
                "[\"a\"] | [\"a\", \"b\"] | DIFFERENT",
                "{\"scale\": 1} | {\"scale\": 1.0} | EQUAL",
                "{\"scale\": 1} | {\"scale\": 1, \"more\": 2} | UNCERTAIN",
                "{\"scale\": 1} | \"{scale: 1}\" | UNCERTAIN",
                "null | 7 | UNCERTAIN"
            })
    void values(String sent, String shown, PredictionMatch expected) {
        assertThat(ValueMatch.value(Json.parse(sent), Json.parse(shown))).isEqualTo(expected);
    }

    @Test
    void numbersOfJavaAreComparedAsTheyAreWritten() {
        assertThat(ValueMatch.value(0.1f, 0.1)).isEqualTo(EQUAL);
        assertThat(ValueMatch.value(0.1f, 0.10000000149011612)).isEqualTo(UNCERTAIN);
        assertThat(ValueMatch.value(new BigDecimal("0.12345678901234567890"), 0.12345678901234568))
                .isEqualTo(UNCERTAIN);
    }

    @Test
    void targetThatIsShownInAnotherWayIsUncertain() {
        Map<String, Object> cat = Map.of("prompt", "a cat");

        assertThat(match(MODEL, cat, cat, "model", "acme/painter-2")).isEqualTo(UNCERTAIN);
        assertThat(match(MODEL, cat, cat, "model", "Acme/Painter")).isEqualTo(UNCERTAIN);
        assertThat(match(MODEL, cat, cat, "model", null)).isEqualTo(UNCERTAIN);
        assertThat(match(VERSION, cat, cat, "version", "v1", "model", "acme/renamed"))
                .isEqualTo(EQUAL);
        assertThat(match(VERSION, cat, cat, "version", "v2")).isEqualTo(UNCERTAIN);
        assertThat(match(VERSION, cat, cat, "version", "v2", "model", "acme/other"))
                .isEqualTo(DIFFERENT);
        assertThat(match(DEPLOYMENT, cat, cat)).isEqualTo(UNCERTAIN);
        assertThat(match(DEPLOYMENT, cat, cat, "deployment", "acme/fast")).isEqualTo(EQUAL);
        assertThat(match(DEPLOYMENT, cat, cat, "deployment", "acme/slow")).isEqualTo(DIFFERENT);
    }

    @Test
    void otherModelWithOtherInputsIsDifferent() {
        Map<String, Object> cat = Map.of("prompt", "a cat");
        Map<String, Object> image = Map.of("image", "https://x.com/cat.png");

        assertThat(match(MODEL, cat, image)).isEqualTo(DIFFERENT);
        assertThat(match(MODEL, cat, Map.of(), "model", "acme/other")).isEqualTo(DIFFERENT);
        assertThat(match(MODEL, cat, Map.of())).isEqualTo(UNCERTAIN);
        assertThat(match(MODEL, cat, cat, "data_removed", true)).isEqualTo(UNCERTAIN);
    }

    private Map<String, Object> input() {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("prompt", text());
        input.put("seed", random.nextLong());
        input.put("count", (long) random.nextInt(100));
        input.put("strength", random.nextDouble());
        input.put("scale", random.nextFloat());
        input.put("fast", random.nextBoolean());
        input.put("names", List.of(text(), text(), text()));
        input.put("size", Integer.toString(random.nextInt(2048)));
        input.put("lora", Map.of("scale", random.nextDouble(), "name", text()));
        return input;
    }

    private String text() {
        String letters = "abcdefghijklm nopqrst\nuvwxyz\0 é%+";
        StringBuilder text = new StringBuilder("e\u0301"); // two code points that NFC makes one
        for (int i = random.nextInt(40); i >= 0; i--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.append(' ').toString();
    }

    private static List<?> reversed(List<?> list) {
        List<?> reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return reversed;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> roundTrip(Map<String, Object> input) {
        return (Map<String, Object>) Json.parse(Json.write(input));
    }

    private static PredictionMatch match(
            PredictionTarget target, Map<String, ?> sent, Map<String, ?> shown, Object... fields) {
        Map<String, Object> json = new LinkedHashMap<>(Map.of("id", "p1", "model", "acme/painter"));
        json.put("input", shown);
        for (int i = 0; i < fields.length; i += 2) {
            json.put((String) fields[i], fields[i + 1]);
        }
        Map<String, Object> input = new LinkedHashMap<>(sent);
        PredictionSpec spec = new PredictionSpec(
                "acme/painter",
                target,
                input,
                Duration.ZERO,
                null,
                null,
                List.of(),
                RequestOptions.DEFAULT,
                last -> new RuntimeException());
        return PredictionComparison.of(spec, new Prediction(json));
    }
}
