package dev.replicate4j;

import static dev.replicate4j.Loopback.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.api.Status;
import dev.replicate4j.model.Bounds;
import dev.replicate4j.model.ModelException;
import dev.replicate4j.model.OutputType;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrainingTest {

    private static final String VERSION = "c".repeat(64);
    private static final String CREATE = "POST /v1/models/acme/trainer/versions/" + VERSION + "/trainings";
    private static final String GET = "GET /v1/trainings/t1";

    private final Loopback api = new Loopback();
    private final Replicate replicate = api.client().build();

    @AfterEach
    void close() {
        replicate.close();
        api.close();
    }

    /** What the generator would write. */
    private static final class TrainingInput extends TrainingModelInput<TrainingInput> {

        private static final long serialVersionUID = 1L;

        private static final ModelDefinition<Map<String, ?>, Object, Object> MODEL =
                ModelDefinition.<Map<String, ?>, Object, Object>versioned("acme/trainer", VERSION, OutputType.any())
                        .secrets("hf_token");

        private TrainingInput(String destination, Map<String, Object> values) {
            super(destination, values);
        }

        TrainingInput steps(long steps) {
            return put("steps", steps, Bounds.range(1, 6000));
        }

        @Override
        protected ModelDefinition<?, ?, ?> definition() {
            return MODEL;
        }

        @Override
        protected TrainingInput copy(String destination, Map<String, Object> values) {
            return new TrainingInput(destination, values);
        }
    }

    private final TrainingInput input = new TrainingInput("acme/my-cats", Map.of()).steps(100);

    @Test
    void trainingIsStartedAndWaitedForTyped() {
        api.on(CREATE, training("starting"))
                .on(GET, training("processing"), training("succeeded", "output", Map.of("version", "acme/my-cats:1")));

        TrainingRun run = input.create(replicate);

        assertThat(run.training().status()).isEqualTo(Status.STARTING);
        assertThat(run.output().version()).contains("acme/my-cats:1");
        assertThat(run.status()).isEqualTo(Status.SUCCEEDED);
        assertThat(run).hasToString("training t1 of acme/trainer (succeeded)");
        assertThat(api.seen(CREATE).get(0).json())
                .isEqualTo(Map.of("destination", "acme/my-cats", "input", Map.of("steps", 100L)));
    }

    @Test
    void trainingThatFailsIsAnException() {
        api.on(CREATE, training("starting")).on(GET, training("failed", "error", "no cats in cats.zip"));

        assertThatThrownBy(() -> input.create(replicate).output())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("training of acme/trainer failed: no cats in cats.zip");
    }

    @Test
    void inputsAreCheckedAndShownAsThoseOfPredictions() {
        assertThat(input.set("hf_token", "hf_123"))
                .hasToString("acme/trainer -> acme/my-cats{steps=100, hf_token=***}")
                .isEqualTo(input.set("hf_token", "hf_123"))
                .isNotEqualTo(input);
        assertThatThrownBy(() -> input.steps(0))
                .hasMessageStartingWith("steps of acme/trainer must be 1 to 6000, but is 0");
        assertThatThrownBy(() -> new TrainingInput("cats", Map.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private Loopback.Answer training(String status, Object... fields) {
        return json(200, api.object("t1", status, fields));
    }
}
