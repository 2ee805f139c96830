package dev.replicate4j;

import static dev.replicate4j.Loopback.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Waiting takes no threads. */
@Timeout(120)
class ManyRunsTest {

    private static final int RUNS = 2_000;
    private static final int MOST_THREADS = 20;

    private static final String CREATE = "POST /v1/models/acme/painter/predictions";
    private static final List<String> CAT = List.of("https://replicate.delivery/xezq/cat.png");

    private final Set<Thread> before = Thread.getAllStackTraces().keySet();
    private final Loopback api = new Loopback();
    private final Replicate replicate = api.client().build();
    private final ModelFunction<Painter.Input, List<URLPath>, URLPath> painter = replicate.use(Painter.MODEL);

    @AfterEach
    void close() {
        replicate.close();
        api.close();
    }

    @Test
    void twoThousandRunsInTheSyncWindowTakeAtMostTwentyThreads() {
        Loopback.Held held = new Loopback.Held();
        api.on(CREATE, held);

        CompletableFuture<?> all = start(painter);
        api.await(CREATE, RUNS);

        assertThat(clientThreads()).hasSizeLessThanOrEqualTo(MOST_THREADS);
        Loopback.Answer cat = api.prediction(201, "p1", "processing", "output", CAT);
        IntStream.range(0, RUNS).forEach(run -> held.release(cat));
        all.join();
        assertThat(api.seen()).hasSize(RUNS);
    }

    @Test
    void twoThousandRunsThatAreLookedAtTakeAtMostTwentyThreads() {
        AtomicInteger ids = new AtomicInteger();
        AtomicBoolean ended = new AtomicBoolean();
        AtomicInteger looks = new AtomicInteger();
        api.on(
                CREATE,
                exchange -> json(201, api.object("p" + ids.incrementAndGet(), "starting"))
                        .to(exchange));
        api.otherwise(exchange -> {
            looks.incrementAndGet();
            String id = exchange.getRequestURI().getPath().replaceAll(".*/", "");
            json(200, ended.get() ? api.object(id, "succeeded", "output", CAT) : api.object(id, "processing"))
                    .to(exchange);
        });

        CompletableFuture<?> all = start(painter.with(o -> o.syncWindow(Duration.ZERO)));
        api.await(CREATE, RUNS);

        assertThat(clientThreads()).hasSizeLessThanOrEqualTo(MOST_THREADS);
        ended.set(true);
        all.join();
        assertThat(looks).hasValueGreaterThanOrEqualTo(RUNS);
    }

    private static CompletableFuture<?> start(ModelFunction<Painter.Input, List<URLPath>, URLPath> painter) {
        return CompletableFuture.allOf(IntStream.range(0, RUNS)
                .mapToObj(run -> painter.callAsync(Painter.with("cat " + run)))
                .toArray(CompletableFuture[]::new));
    }

    private List<Thread> clientThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread) && !thread.getName().equals("loopback"))
                .toList();
    }
}
