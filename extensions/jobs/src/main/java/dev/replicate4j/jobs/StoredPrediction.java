package dev.replicate4j.jobs;

import dev.replicate4j.api.Prediction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a journal holds of a prediction that has failed: no inputs, no secrets, and the end of the logs only. */
final class StoredPrediction {

    private static final List<String> MEMBERS = List.of(
            "id", "model", "version", "status", "error", "created_at", "started_at", "completed_at", "metrics", "urls");

    private static final int LOGS = 2000;

    private StoredPrediction() {}

    static Map<String, @Nullable Object> of(Prediction prediction, Set<String> secrets) {
        Map<String, @Nullable Object> stored = new LinkedHashMap<>();
        for (String member : MEMBERS) {
            if (prediction.json().containsKey(member)) {
                stored.put(member, masked(prediction.json().get(member), secrets));
            }
        }
        String logs = prediction.logs();
        stored.put("logs", masked(logs.substring(Math.max(0, logs.length() - LOGS)), secrets));
        return stored;
    }

    private static @Nullable Object masked(@Nullable Object value, Set<String> secrets) {
        if (!(value instanceof String text)) {
            return value;
        }
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, "***");
        }
        return masked;
    }
}
