package dev.replicate4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.api.Prediction;
import dev.replicate4j.error.ServerException;
import dev.replicate4j.http.HttpListener;
import dev.replicate4j.http.RetryPolicy;
import dev.replicate4j.model.ModelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A listener follows a call from the thread that makes it to its end, with all its requests. */
@Timeout(30)
class CallContextTest {

    private static final String CREATE = "POST /v1/models/acme/painter/predictions";
    private static final String GET = "GET /v1/predictions/p1";
    private static final List<String> CAT = List.of("https://replicate.delivery/xezq/cat.png");

    private final Loopback api = new Loopback();
    private final Calls calls = new Calls();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final Replicate replicate = api.client()
            .syncWindow(Duration.ZERO)
            .retryPolicy(RetryPolicy.standard().initialDelay(Duration.ZERO))
            .runListener(calls)
            .httpListener(new HttpListener() {
                @Override
                public Object context() {
                    return "by " + Thread.currentThread().getName();
                }

                @Override
                public void sent(Exchange exchange) {
                    requests.add(exchange.operation() + " of " + exchange.context());
                }
            })
            .build();
    private final ModelFunction<Painter.Input, List<URLPath>, URLPath> painter = replicate.use(Painter.MODEL);

    /** Writes down what it is told, and names calls by their model and thread. */
    private static final class Calls implements RunListener {

        private final CompletableFuture<String> ended = new CompletableFuture<>();
        private @Nullable RuntimeException refusal;

        @Override
        public void changed(Prediction prediction) {}

        @Override
        public Object starting(String model) {
            if (refusal != null) {
                throw refusal;
            }
            return model + " on " + Thread.currentThread().getName();
        }

        @Override
        public void ended(@Nullable Object call, @Nullable Prediction prediction, @Nullable Throwable failure) {
            boolean first = ended.complete(call + ": " + (prediction == null ? "none" : prediction.status())
                    + (failure == null ? "" : ", " + failure.getClass().getSimpleName()));
            assertThat(first).isTrue();
        }
    }

    @AfterEach
    void close() {
        replicate.close();
        api.close();
    }

    @Test
    void callEndsWithItsOutputAndEachRequestSaysWhoseItIs() {
        api.on(CREATE, Loopback.json(429, "{}"), api.prediction(201, "p1", "starting"))
                .on(GET, api.prediction(200, "p1", "succeeded", "output", CAT));

        painter.call(Painter.with("a cat"));

        String call = "acme/painter on " + Thread.currentThread().getName();
        assertThat(calls.ended.join()).isEqualTo(call + ": succeeded");
        assertThat(requests)
                .containsExactly(
                        "predictions.create of " + call, "predictions.create of " + call, "predictions.get of " + call);
    }

    @Test
    void callThatFailsSaysWhy() {
        api.on(CREATE, api.prediction(201, "p1", "starting"))
                .on(GET, api.prediction(200, "p1", "failed", "error", "out of memory"));

        assertThatThrownBy(() -> painter.call(Painter.with("a cat"))).isInstanceOf(ModelException.class);

        assertThat(calls.ended.join()).endsWith(": failed, ModelException");
    }

    @Test
    void callWithoutAPredictionEndsToo() {
        api.on(CREATE, Loopback.json(401, "{}"));

        assertThat(painter.callAsync(Painter.with("a cat"))).failsWithin(20, TimeUnit.SECONDS);

        assertThat(calls.ended.join()).endsWith(": none, AuthenticationException");
    }

    @Test
    void createEndsWhenThePredictionExists() {
        api.on(CREATE, api.prediction(201, "p1", "starting"));

        painter.create(Painter.with("a cat"));

        assertThat(calls.ended.join()).endsWith(": starting");
    }

    @Test
    void streamEndsWithItsRun() {
        api.on(CREATE, api.prediction(201, "p1", "starting"))
                .on(GET, api.prediction(200, "p1", "succeeded", "output", CAT));

        try (OutputIterator<URLPath> images = painter.stream(Painter.with("a cat"))) {
            assertThat(images.toList()).hasSize(1);
        }

        assertThat(calls.ended.join()).endsWith(": succeeded");
    }

    @Test
    void streamThatIsClosedEarlyEndsAsGivenUp() {
        api.on(CREATE, api.prediction(201, "p1", "starting")).on(GET, api.prediction(200, "p1", "processing"));

        painter.stream(Painter.with("a cat")).close();

        assertThat(calls.ended.join()).endsWith(", CancellationException");
    }

    @Test
    void listenerCanRefuseACallBeforeAnythingIsSent() {
        calls.refusal = new IllegalStateException("no money left");

        assertThatThrownBy(() -> painter.call(Painter.with("a cat"))).hasMessage("no money left");
        assertThat(painter.callAsync(Painter.with("a cat"))).failsWithin(20, TimeUnit.SECONDS);

        assertThat(api.seen()).isEmpty();
        assertThat(calls.ended).isNotDone();
    }

    @Test
    void requestOfNoCallBelongsToItsThreadWithAllItsAttempts() {
        api.on("GET /v1/account", Loopback.json(503, "{}"));

        assertThatThrownBy(() -> replicate.accounts().get()).isInstanceOf(ServerException.class);

        assertThat(requests)
                .hasSize(5)
                .containsOnly("account.get of by " + Thread.currentThread().getName());
    }
}
