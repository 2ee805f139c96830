package dev.replicate4j;

import static dev.replicate4j.Loopback.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.api.Account;
import dev.replicate4j.error.ConnectionException;
import dev.replicate4j.http.RetryPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All that a client waits for goes by one scheduler: time that stands still holds it up, and nothing else moves it on. */
@Timeout(60)
class SchedulerTest {

    private static final String ACCOUNT = "GET /v1/account";
    private static final String CREATE = "POST /v1/models/acme/painter/predictions";

    private final ManualScheduler time = new ManualScheduler();
    private final Loopback api = new Loopback();
    private final Replicate replicate =
            api.client().scheduler(time).requestTimeout(Duration.ofHours(1)).build();

    @AfterEach
    void close() {
        replicate.close();
        api.close();
    }

    @Test
    void requestTimesOut() {
        Loopback.Held held = new Loopback.Held();
        api.on(ACCOUNT, held);
        CompletableFuture<Account> account = replicate.toBuilder()
                .retryPolicy(RetryPolicy.none())
                .build()
                .accounts()
                .getAsync();
        api.await(ACCOUNT, 1);

        time.expire(Duration.ofMinutes(59));
        assertThat(account).isNotDone();
        time.expire(Duration.ofMinutes(1));

        assertThatThrownBy(account::join)
                .cause()
                .isInstanceOf(ConnectionException.class)
                .hasMessageContaining("within 3600.0 s");
    }

    @Test
    void requestIsRetried() {
        api.on(ACCOUNT, json(503, Map.of()), json(503, Map.of()), json(200, Map.of("username", "acme")));

        CompletableFuture<Account> account = replicate.accounts().getAsync();
        time.runUntil(account);

        assertThat(account.join().username()).isEqualTo("acme");
        assertThat(time.elapsed()).isEqualTo(Duration.ofMillis(250 + 500));
    }

    @Test
    void runIsAwaited() {
        api.on(
                "GET /v1/predictions/p1",
                api.prediction(200, "p1", "processing"),
                api.prediction(200, "p1", "succeeded"));

        CompletableFuture<?> ended = replicate.predictions().awaitAsync("p1");
        time.runUntil(ended);

        assertThat(time.elapsed()).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void downloadIsRetried() {
        api.on(CREATE, api.prediction(201, "p1", "succeeded", "output", List.of(api.url("/cat.png"))))
                .on("GET /cat.png", json(503, Map.of()), json(200, Map.of("a", "cat")));
        URLPath cat = replicate.use(Painter.MODEL).call(Painter.with("a cat")).get(0);

        CompletableFuture<Long> size = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.size(cat);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        api.await("GET /cat.png", 1);
        time.runUntil(size);

        assertThat(size.join()).isPositive();
        assertThat(api.seen("GET /cat.png")).hasSize(2);
        assertThat(time.elapsed()).isPositive();
    }
}
