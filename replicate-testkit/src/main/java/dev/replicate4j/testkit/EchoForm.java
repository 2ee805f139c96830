package dev.replicate4j.testkit;

import dev.replicate4j.testkit.internal.json.ServerJson;
import dev.replicate4j.testkit.internal.model.IdGenerator;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A way in which an API may show a run otherwise than it was created: a client that compares a run with its own request
 * must not take it for another's. For {@link ReplicateServer#echo}.
 */
@SuppressWarnings("ImmutableEnumChecker") // the changes are lambdas without state
public enum EchoForm implements UnaryOperator<Map<String, @Nullable Object>> {
    /** Another version ran than the one that was asked for. */
    VERSION_OVERRIDDEN(run -> run.put("version", IdGenerator.version("override of " + run.get("version")))),
    /** The version is {@code hidden}. */
    VERSION_HIDDEN(run -> run.put("version", "hidden")),
    /** The model has the name of an internal alias. */
    MODEL_RENAMED(
            run -> run.put("model", "replicate-internal/" + IdGenerator.derived(String.valueOf(run.get("model"))))),
    /** The model's name is in other letter case. */
    MODEL_IN_CAPITALS(run -> run.put("model", String.valueOf(run.get("model")).toUpperCase(Locale.ROOT))),
    /** The model is not there. */
    MODEL_NOT_SHOWN(run -> run.remove("model")),
    /** The deployment is not there. */
    DEPLOYMENT_NOT_SHOWN(run -> run.remove("deployment")),
    /** Whole numbers beyond 2^53 have lost their last digits. */
    LARGE_INTEGERS_AS_FLOATS(leaves(EchoForm::largeAsFloat)),
    /** Whole numbers are {@code 1.0} instead of {@code 1}. */
    INTEGERS_AS_FLOATS(leaves(leaf -> leaf instanceof Long number ? (Object) number.doubleValue() : leaf)),
    /** Numbers have gone through 32 bits: {@code 0.1} is {@code 0.10000000149011612}. */
    FLOATS_IN_SINGLE_PRECISION(
            leaves(leaf -> leaf instanceof Double number ? (Object) (double) number.floatValue() : leaf)),
    /** Numbers are rounded to 6 significant digits. */
    FLOATS_ROUNDED(leaves(EchoForm::rounded)),
    /** Texts that are whole numbers are numbers: {@code 1024} for {@code "1024"}. */
    TEXTS_AS_NUMBERS(leaves(
            leaf -> leaf instanceof String text && text.matches("-?\\d{1,18}") ? (Object) Long.valueOf(text) : leaf)),
    /** Numbers are texts: {@code "1024"} for {@code 1024}. */
    NUMBERS_AS_TEXTS(leaves(leaf -> leaf instanceof Number number ? number.toString() : leaf)),
    /** Truth values are texts: {@code "true"} for {@code true}. */
    BOOLEANS_AS_TEXTS(leaves(leaf -> leaf instanceof Boolean value ? value.toString() : leaf)),
    /** Texts have no white space at either end. */
    TEXTS_TRIMMED(texts(String::strip)),
    /** Texts of more than 32 characters end with dots after the 32nd. */
    TEXTS_SHORTENED(texts(text -> isUrl(text) ? text : shortened(text))),
    /** Line ends are CR LF. */
    LINE_ENDS_AS_CRLF(texts(text -> text.replaceAll("\r\n|\n", "\r\n"))),
    /** Line ends are LF. */
    LINE_ENDS_AS_LF(texts(text -> text.replace("\r\n", "\n"))),
    /** Texts are in Unicode's composed form, NFC. */
    TEXTS_COMPOSED(texts(text -> Normalizer.normalize(text, Normalizer.Form.NFC))),
    /** Texts have lost their NUL characters. */
    NULS_REMOVED(texts(text -> text.replace("\0", ""))),
    /** {@code data:} URIs are cut off after 32 characters. */
    DATA_URIS_SHORTENED(texts(text -> text.startsWith("data:") ? shortened(text) : text)),
    /** {@code data:} URIs are replaced by URLs. */
    DATA_URIS_AS_URLS(
            texts(text -> text.startsWith("data:") ? "https://example.com/" + IdGenerator.derived(text) : text)),
    /** URLs have their special characters percent-encoded. */
    URLS_ENCODED(texts(text -> isUrl(text) ? encoded(text) : text)),
    /** URLs have their percent-encoded characters decoded. */
    URLS_DECODED(
            texts(text -> isUrl(text) ? URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8) : text)),
    /** Lists are in reverse order. */
    LISTS_REVERSED(lists(Collections::reverse)),
    /** Lists are sorted, as if they were sets. */
    LISTS_SORTED(lists(list -> list.sort(Comparator.comparing(ServerJson::text))));

    private final Change change;

    EchoForm(Change change) {
        this.change = change;
    }

    @Override
    public Map<String, @Nullable Object> apply(Map<String, @Nullable Object> run) {
        change.to(run);
        return run;
    }

    private static Change leaves(UnaryOperator<@Nullable Object> change) {
        return run -> run.put("input", ServerJson.mapLeaves(run.get("input"), change));
    }

    private static Change texts(UnaryOperator<String> change) {
        return leaves(leaf -> leaf instanceof String text ? change.apply(text) : leaf);
    }

    private static Change lists(Consumer<List<@Nullable Object>> change) {
        return run -> {
            Map<String, @Nullable Object> input = ServerJson.asObject(run.get("input"));
            input.replaceAll((name, value) -> value instanceof List<?> list ? changed(list, change) : value);
            run.put("input", input);
        };
    }

    private static List<@Nullable Object> changed(List<?> list, Consumer<List<@Nullable Object>> change) {
        List<@Nullable Object> copy = new ArrayList<>(list);
        change.accept(copy);
        return copy;
    }

    private static @Nullable Object largeAsFloat(@Nullable Object leaf) {
        return leaf instanceof Long number && Math.abs(number) > 1L << 53 ? (Object) number.doubleValue() : leaf;
    }

    private static @Nullable Object rounded(@Nullable Object leaf) {
        return leaf instanceof Double number
                ? (Object) new BigDecimal(number)
                        .round(new MathContext(6, RoundingMode.HALF_UP))
                        .doubleValue()
                : leaf;
    }

    private static String shortened(String text) {
        return text.length() > 32 ? text.substring(0, 32) + "..." : text;
    }

    private static boolean isUrl(String text) {
        return text.startsWith("http:") || text.startsWith("https:");
    }

    private static String encoded(String url) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : url.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = c > ' ' && c < 0x7F && "\"<>\\^`{|}()!*'~ ".indexOf(c) < 0;
            encoded.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return encoded.toString();
    }

    /** Changes the JSON of a run. */
    @FunctionalInterface
    private interface Change {

        void to(Map<String, @Nullable Object> run);
    }
}
