package dev.replicate4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.api.Status;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallTest {

    private static final String CREATE = "POST /v1/models/acme/painter/predictions";
    private static final String GET = "GET /v1/predictions/p1";
    private static final String CAT = "https://replicate.delivery/xezq/cat.png";

    private final Loopback api = new Loopback();
    private final Replicate replicate = api.client().build();
    private final ModelFunction<Painter.Input, List<URLPath>, URLPath> painter = replicate.use(Painter.MODEL);

    @AfterEach
    void close() {
        replicate.close();
        api.close();
    }

    @Test
    void callThatEndsInTheSyncWindowIsOneRequest() {
        api.on(CREATE, api.prediction(201, "p1", "processing", "output", List.of(CAT)));

        List<URLPath> images = painter.call(Painter.with("a cat").shape(Painter.Shape._16_9));

        assertThat(images).extracting(URLPath::url).containsExactly(CAT);
        assertThat(api.seen()).hasSize(1);
        assertThat(api.seen().get(0).header("Prefer")).isEqualTo("wait=60");
        assertThat(api.seen().get(0).header("Authorization")).isEqualTo("Bearer r8_test");
        assertThat(api.seen().get(0).body()).isEqualTo("{\"input\":{\"prompt\":\"a cat\",\"shape\":\"16:9\"}}");
    }

    @Test
    void startingAndProcessingWithoutOutputAreWaitedOut() {
        api.on(CREATE, api.prediction(201, "p1", "starting"))
                .on(
                        GET,
                        api.prediction(200, "p1", "starting"),
                        api.prediction(200, "p1", "processing"),
                        api.prediction(200, "p1", "succeeded", "output", List.of(CAT)));

        assertThat(painter.call(Painter.with("a cat"))).hasSize(1);
        assertThat(api.seen(GET)).hasSize(3);
    }

    @Test
    void failureCarriesThePrediction() {
        api.on(CREATE, api.prediction(201, "p1", "failed", "error", "CUDA out of memory (E1001)", "logs", "loading\n"));

        assertThatThrownBy(() -> painter.call(Painter.with("a cat")))
                .isInstanceOfSatisfying(ModelException.class, e -> {
                    assertThat(e)
                            .hasMessage("acme/painter failed: CUDA out of memory (E1001)"
                                    + " (prediction p1, https://replicate.com/p/p1)");
                    assertThat(e.status()).isEqualTo(Status.FAILED);
                    assertThat(e.errorCode()).contains("E1001");
                    assertThat(e.logs()).isEqualTo("loading\n");
                });
    }

    @Test
    void runIsResumedTyped() {
        api.on(CREATE, api.prediction(201, "p1", "starting"))
                .on(GET, api.prediction(200, "p1", "succeeded", "output", List.of(CAT)));

        Run<List<URLPath>, URLPath> run = painter.create(Painter.with("a cat"));

        assertThat(api.seen(CREATE).get(0).header("Prefer")).isNull();
        assertThat(replicate.resume(Painter.MODEL, run.id()).output()).hasSize(1);
        assertThat(run.output()).hasSize(1);
    }
}
