package dev.replicate4j.spring.ai;

import dev.replicate4j.api.Prediction;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the metadata of a response says of its prediction; the keys are documented in {@code docs/spring.md}. */
final class PredictionMetadata {

    private PredictionMetadata() {}

    static Map<String, Object> of(Prediction prediction) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("prediction-id", prediction.id());
        metadata.put("status", prediction.status().value());
        prediction.metrics().predictTime().ifPresent(time -> metadata.put("predict-time", time));
        prediction.urls().web().ifPresent(web -> metadata.put("web-url", web.toString()));
        return metadata;
    }
}
