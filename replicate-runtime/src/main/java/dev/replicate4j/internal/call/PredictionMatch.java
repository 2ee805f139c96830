package dev.replicate4j.internal.call;

import dev.replicate4j.api.Prediction;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How sure it is that a prediction is the one that a spec has created. Where the API may show something else than it was
 * sent, nobody can be sure, and a wrong guess in either direction costs money.
 */
enum PredictionMatch {
    SAME,
    UNSURE,
    OTHER;

    /** What stands in the place of a secret. */
    private static final Pattern MASK = Pattern.compile("[*\\u2022]+|\\[REDACTED]");

    static PredictionMatch of(PredictionSpec spec, Prediction prediction) {
        return model(spec.target(), prediction).and(input(spec.input(), prediction));
    }

    private PredictionMatch and(PredictionMatch other) {
        return compareTo(other) >= 0 ? this : other;
    }

    private static PredictionMatch model(PredictionTarget target, Prediction prediction) {
        String model = prediction.model().orElse(null);
        if (target instanceof PredictionTarget.DeployedModel deployment) {
            return prediction.deployment().map(deployment.name()::equals).orElse(false) ? SAME : OTHER;
        }
        if (target instanceof PredictionTarget.PinnedVersion version) {
            boolean same = prediction.version().map(version.id()::equals).orElse(false);
            // A version may be overridden by another one of its model.
            return same ? SAME : model == null || model.equals(version.model()) ? UNSURE : OTHER;
        }
        // Official models once went by internal names.
        boolean internal = model == null || model.startsWith("replicate-internal/") || model.startsWith("replicate/");
        return ((PredictionTarget.OfficialModel) target).name().equals(model) ? SAME : internal ? UNSURE : OTHER;
    }

    private static PredictionMatch input(Map<String, @Nullable Object> sent, Prediction prediction) {
        Map<String, @Nullable Object> shown = prediction.input();
        if (prediction.isDataRemoved() || shown.isEmpty() && !sent.isEmpty()) {
            return UNSURE;
        }
        return fields(sent, shown);
    }

    private static PredictionMatch fields(Map<?, ?> sent, Map<?, ?> shown) {
        // A field more than was sent may be a default that the API has added; one less, one that it has stripped.
        PredictionMatch all = sent.keySet().equals(shown.keySet()) ? SAME : UNSURE;
        for (Map.Entry<?, ?> field : sent.entrySet()) {
            boolean there = shown.containsKey(field.getKey());
            all = there ? all.and(value(field.getValue(), shown.get(field.getKey()))) : all;
        }
        return all;
    }

    private static PredictionMatch value(@Nullable Object sent, @Nullable Object shown) {
        if (sent instanceof Number a && shown instanceof Number b) {
            return decimal(a).compareTo(decimal(b)) == 0 ? SAME : OTHER;
        }
        if (sent instanceof Collection<?> a && shown instanceof Collection<?> b && a.size() == b.size()) {
            PredictionMatch all = SAME;
            Iterator<?> other = b.iterator();
            for (Object item : a) {
                all = all.and(value(item, other.next()));
            }
            return all;
        }
        if (sent instanceof Map<?, ?> a && shown instanceof Map<?, ?> b) {
            return fields(a, b);
        }
        if (Objects.equals(sent, shown)) {
            return SAME;
        }
        return isReplaced(sent, shown) ? UNSURE : OTHER;
    }

    /** Files that were sent inside the request, or uploaded, may be shown by another URL, and secrets masked. */
    private static boolean isReplaced(@Nullable Object sent, @Nullable Object shown) {
        if (shown == null || shown instanceof String mask && MASK.matcher(mask).matches()) {
            return true;
        }
        boolean url = shown instanceof String text && text.startsWith("http");
        return url
                && sent instanceof String file
                && (file.regionMatches(true, 0, "data:", 0, 5) || file.contains("/v1/files/"));
    }

    private static BigDecimal decimal(Number number) {
        return new BigDecimal(number.toString());
    }
}
