package dev.replicate4j.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.error.DecodeException;
import dev.replicate4j.internal.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {

    @SuppressWarnings("unchecked")
    private static Map<String, Object> json(String text) {
        return (Map<String, Object>) Json.parse(text);
    }

    private static Prediction prediction(String text) {
        return new Prediction(json(text));
    }

    @Test
    void unknownFieldsAreKept() {
        Prediction prediction = prediction("{\"id\":\"p\",\"brand_new\":{\"a\":[1,null]}}");

        assertThat(Json.write(prediction.json())).isEqualTo("{\"id\":\"p\",\"brand_new\":{\"a\":[1,null]}}");
    }

    @Test
    void unknownWordsSurvive() {
        assertThat(prediction("{\"status\":\"pausing\"}").status()).isEqualTo(new Status("pausing"));
        assertThat(new Status("pausing").isTerminal()).isFalse();
        assertThat(new Account(json("{\"type\":\"robot\"}")).type()).hasToString("robot");
        assertThat(new Model(json("{\"visibility\":\"unlisted\"}")).visibility())
                .contains(new Visibility("unlisted"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"succeeded", "failed", "canceled", "aborted"})
    void fourStatusesAreTerminal(String word) {
        assertThat(new Status(word).isTerminal()).isTrue();
    }

    @Test
    void absentIsNotNullIsNotEmpty() {
        Prediction absent = prediction("{}");
        Prediction none = prediction("{\"output\":null,\"error\":null,\"logs\":null}");
        Prediction empty = prediction("{\"output\":\"\",\"error\":\"\",\"logs\":\"\"}");

        assertThat(absent.json()).doesNotContainKey("output");
        assertThat(none.json()).containsEntry("output", null);
        assertThat(empty.output()).isEqualTo("");
        assertThat(absent.output()).isNull();
        assertThat(none.output()).isNull();
        assertThat(List.of(absent, none, empty)).allSatisfy(prediction -> {
            assertThat(prediction.error()).isEmpty();
            assertThat(prediction.logs()).isEmpty();
        });
        assertThat(absent).isNotEqualTo(none);
    }

    @Test
    void anErrorMayBeAnyJson() {
        assertThat(prediction("{\"error\":{\"code\":1}}").error()).contains("{\"code\":1}");
        assertThat(prediction("{\"error\":\"out of memory\"}").error()).contains("out of memory");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:05Z, 0",
        "2026-01-02T03:04:05.3Z, 300000000",
        "2026-01-02T03:04:05.33Z, 330000000",
        "2026-01-02T03:04:05.553583473Z, 553583473",
        "2026-01-02T05:04:05.000001+02:00, 1000",
    })
    void timesHaveUpToNineDigits(String text, int nanos) {
        assertThat(prediction("{\"created_at\":\"" + text + "\"}").createdAt())
                .isEqualTo(Instant.parse("2026-01-02T03:04:05Z").plusNanos(nanos));
    }

    @Test
    void whatCannotBeReadFailsItsAccessorOnly() {
        Prediction sloppy = prediction("{\"id\":\"p\",\"created_at\":\"yesterday\",\"metrics\":[],\"output\":[1]}");

        assertThat(sloppy.output()).isEqualTo(List.of(1L));
        assertThat(sloppy.metrics().predictTime()).isEmpty();
        assertThatThrownBy(sloppy::createdAt)
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("created_at")
                .hasMessageContaining("yesterday");
        assertThatThrownBy(sloppy::status)
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("\"status\"")
                .hasMessageContaining("created_at");
    }

    @Test
    void metricsAreSecondsAndAnythingElse() {
        Metrics metrics = prediction(
                        "{\"metrics\":{\"predict_time\":4.981337,\"total_time\":5,\"image_count\":2,\"x\":{}}}")
                .metrics();

        assertThat(metrics.predictTime()).contains(Duration.ofNanos(4_981_337_000L));
        assertThat(metrics.totalTime()).contains(Duration.ofSeconds(5));
        assertThat(metrics.number("image_count")).hasValue(2.0);
        assertThat(metrics.number("x")).isEmpty();
    }

    @Test
    void modelsWithoutVersionsOrExamplesAreFine() {
        Model model = new Model(json("{\"latest_version\":null,\"default_example\":null,\"run_count\":5000000000}"));

        assertThat(model.latestVersion()).isEmpty();
        assertThat(model.defaultExample()).isEmpty();
        assertThat(model.runCount()).hasValue(5_000_000_000L);
        assertThat(model.isOfficial()).isFalse();
    }

    @Test
    void whatWasReceivedCannotBeChanged() {
        Map<String, Object> received = new LinkedHashMap<>(Map.of("id", "p"));
        Prediction prediction = new Prediction(received);
        received.put("id", "q");

        assertThat(prediction.id()).isEqualTo("p");
        assertThatThrownBy(() -> prediction.json().put("id", "q")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    @SuppressWarnings("unchecked")
    void nestedListsAndMapsOfAnOutputCannotBeChanged() {
        Prediction prediction = prediction("{\"output\":{\"boxes\":[[1,2],[3]]}}");
        Map<String, Object> output = (Map<String, Object>) prediction.output();
        List<Object> boxes = (List<Object>) output.get("boxes");

        assertThatThrownBy(() -> output.put("a", 1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> boxes.add(1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((List<Object>) boxes.get(0)).clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void weightsThatAreNoUrlFailNothing() {
        assertThat(new Training(json("{\"output\":{\"weights\":\"see the logs: a b\"}}"))
                        .output()
                        .flatMap(Training.Output::weights))
                .isEmpty();
        assertThat(new Training.Output(json("{\"weights\":\"https://example.com/w.tar\"}")).weights())
                .contains(URI.create("https://example.com/w.tar"));
    }

    @Test
    void recordsTravel() throws Exception {
        Prediction prediction = prediction("{\"id\":\"p\",\"output\":[{\"a\":null}],\"metrics\":{\"a\":1.5}}");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(prediction);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(prediction);
        }
    }

    @Test
    void textsOfRecordsHoldNothingPrivate() {
        Prediction prediction = prediction(
                "{\"id\":\"p\",\"model\":\"acme/lamp\",\"status\":\"starting\","
                        + "\"input\":{\"token\":\"hidden\"},\"output\":\"hidden\",\"urls\":{\"stream\":\"https://hidden.example\"}}");

        assertThat(prediction).hasToString("Prediction[id=p, model=acme/lamp, status=starting]");
        assertThat(prediction.urls().toString()).doesNotContain("hidden");
        assertThat(PredictionRequest.model("acme/lamp").input(Map.of("token", "hidden")))
                .hasToString("PredictionRequest[models/acme/lamp/predictions, inputs=[token]]");
        assertThat(prediction.urls().stream()).contains(URI.create("https://hidden.example"));
    }
}
