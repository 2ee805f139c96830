package dev.replicate4j;

import static dev.replicate4j.Loopback.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.api.Prediction;
import dev.replicate4j.api.Status;
import dev.replicate4j.error.AuthenticationException;
import dev.replicate4j.error.DecodeException;
import dev.replicate4j.model.ModelException;
import dev.replicate4j.model.OutputType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
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

    @Test
    void emptyErrorIsNoFailure() {
        api.on(CREATE, api.prediction(201, "p1", "succeeded", "error", "", "output", List.of(CAT)));

        assertThat(painter.call(Painter.with("a cat"))).hasSize(1);
    }

    @Test
    void failureWithoutAnErrorIsOne() {
        api.on(CREATE, api.prediction(201, "p1", "failed", "error", null));

        assertThatThrownBy(() -> painter.call(Painter.with("a cat")))
                .isInstanceOf(ModelException.class)
                .hasMessage("acme/painter failed. (prediction p1, https://replicate.com/p/p1)");
    }

    @Test
    void partOfAnOutputThatGrowsIsNotTakenForTheWhole() {
        ModelDefinition<Map<String, ?>, List<URLPath>, URLPath> frames =
                ModelDefinition.official("acme/painter", "", OutputType.iterator(OutputType.file()));
        api.on(CREATE, api.prediction(201, "p1", "processing", "output", List.of(CAT)))
                .on(GET, api.prediction(200, "p1", "succeeded", "output", List.of(CAT, CAT)));

        assertThat(replicate.use(frames).call(Map.of())).hasSize(2);
    }

    @Test
    void outputThatCannotBeReadIsKept() {
        api.on(CREATE, api.prediction(201, "p1", "succeeded", "output", List.of(CAT, "sorry, no cat")));

        assertThatThrownBy(() -> painter.call(Painter.with("a cat")))
                .isInstanceOfSatisfying(
                        DecodeException.class, e -> assertThat(e.raw()).isEqualTo(List.of(CAT, "sorry, no cat")))
                .hasMessageContaining("output[1] must be the URL of a file, but is \"sorry, no cat\"")
                .hasMessageContaining("acme/painter, prediction p1");
    }

    @Test
    void answersThatAreNoPredictionsEndTheCall() {
        api.on(CREATE, json(201, Map.of("status", "starting")), api.prediction(201, "p1", "starting"))
                .on(GET, json(200, Map.of("id", "p1")));

        assertThatThrownBy(() -> painter.call(Painter.with("a cat")))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("id");
        assertThatThrownBy(() -> painter.call(Painter.with("a cat")))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("status");
    }

    @Test
    void withoutATokenTheFirstCallNamesTheVariable() {
        Replicate anonymous = Replicate.builder()
                .environment(variable -> variable.equals("REPLICATE_BASE_URL") ? api.url("") : null)
                .build();

        assertThatThrownBy(() -> anonymous.use(Painter.MODEL).call(Painter.with("a cat")))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("REPLICATE_API_TOKEN");
        assertThat(api.seen()).isEmpty();
        anonymous.close();
    }

    @Test
    void builderOfAClientMakesOneThatDiffersOnlyInWhatIsChanged() {
        api.on(CREATE, api.prediction(201, "p1", "succeeded", "output", List.of(CAT)));

        try (Replicate other = replicate.toBuilder().userAgent("acme/1.0").build()) {
            other.use(Painter.MODEL).call(Painter.with("a cat"));
        }
        painter.call(Painter.with("a cat"));

        assertThat(api.seen(CREATE))
                .extracting(request -> request.header("User-Agent"))
                .first()
                .isEqualTo("acme/1.0");
        assertThat(api.seen(CREATE))
                .extracting(request -> request.header("Authorization"))
                .containsOnly("Bearer r8_test");
        assertThat(replicate).asString().doesNotContain("r8_test");
    }

    @Test
    void builderKnowsWhetherThereIsAToken() {
        ReplicateBuilder builder = Replicate.builder().environment(variable -> null);

        assertThat(builder.hasApiToken()).isFalse();
        assertThat(Replicate.builder().environment(variable -> "r8_x").hasApiToken())
                .isTrue();
        assertThat(builder.apiToken("r8_x").hasApiToken()).isTrue();
    }

    @Test
    void generatedClassesUseTheDefaultClient() {
        api.on(CREATE, api.prediction(201, "p1", "succeeded", "output", List.of(CAT)));
        Replicate previous = Replicate.setDefaultClient(replicate);
        try {
            assertThat(Painter.call("a cat", in -> in.seed(42))).hasSize(1);
            assertThat(Painter.with("a cat").callAsync().join()).hasSize(1);
            assertThat(Painter.with("a cat").create().output()).hasSize(1);
            assertThat(Painter.with("a cat").stream().toList()).hasSize(1);
        } finally {
            assertThat(Replicate.setDefaultClient(previous)).isSameAs(replicate);
        }
        assertThat(api.seen(CREATE)).hasSize(4);
    }

    @Test
    void listenerHearsOfEveryStatusOfARun() {
        List<String> statuses = Collections.synchronizedList(new ArrayList<>());
        api.on(CREATE, api.prediction(201, "p1", "starting"))
                .on(
                        GET,
                        api.prediction(200, "p1", "starting"),
                        api.prediction(200, "p1", "processing"),
                        api.prediction(200, "p1", "succeeded", "output", List.of(CAT)));

        try (Replicate watched = api.client()
                .runListener(prediction -> statuses.add(prediction.status().value()))
                .build()) {
            watched.use(Painter.MODEL).call(Painter.with("a cat"));
        }

        assertThat(statuses).containsExactly("starting", "processing", "succeeded");
    }

    @Test
    void runThatCameToAWebhookIsTyped() {
        Prediction prediction = new Prediction(api.object("p1", "succeeded", "output", List.of(CAT)));

        assertThat(replicate.resume(Painter.MODEL, prediction).output()).hasSize(1);
        assertThat(api.seen()).isEmpty();
    }
}
