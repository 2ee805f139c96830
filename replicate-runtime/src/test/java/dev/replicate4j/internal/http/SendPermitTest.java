package dev.replicate4j.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.error.InterruptedCallException;
import dev.replicate4j.http.HttpListener;
import dev.replicate4j.http.Reply;
import dev.replicate4j.http.RetryPolicy;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing that was given up is sent, and nobody is held by what goes on. */
@Timeout(30)
class SendPermitTest {

    private static final RequestSpec CREATE =
            RequestSpec.once("things.create", "POST", "things").withJson("x");

    private final Loopback api = new Loopback();
    private final FakeScheduler time = new FakeScheduler();
    private final Transport transport = time.transport(api.baseUrl(), RetryPolicy.standard());
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private volatile boolean wanted = true;

    private final SendPermit permit = new SendPermit() {
        @Override
        public boolean acquire() {
            asked.add("acquire");
            return wanted;
        }

        @Override
        public void release() {
            asked.add("release");
        }
    };

    @AfterEach
    void close() {
        release.countDown();
        transport.close();
        api.close();
    }

    @Test
    void whatIsNotWantedIsNotSent() {
        wanted = false;

        CompletableFuture<Reply> reply = transport.send(CREATE, false, permit);

        assertThat(reply).isCancelled();
        assertThat(api.asked()).isEmpty();
    }

    @Test
    void whatIsGivenUpDuringAPauseIsNotSentAgain() {
        time.hold();
        api.then(429, "{}", "Retry-After", "4").then(201, "{}");
        CompletableFuture<Reply> reply = transport.send(CREATE, false, permit);
        time.awaitWaits(1);

        wanted = false;
        time.pass(Duration.ofSeconds(5));

        assertThatThrownBy(() -> Futures.join(reply)).isInstanceOf(CancellationException.class);
        assertThat(api.asked()).hasSize(1);
        assertThat(asked).containsExactly("acquire", "release", "acquire");
    }

    @Test
    void cancellingEndsAPauseAtOnceAndAsksForNothingMore() {
        time.hold();
        api.then(429, "{}", "Retry-After", "4").then(201, "{}");
        CompletableFuture<Reply> first = transport.send(CREATE, false, permit);
        time.awaitWaits(1);
        CompletableFuture<Reply> second = transport.send(CREATE, false, permit);

        first.cancel(true);
        second.cancel(true);
        time.pass();

        assertThat(api.asked()).hasSize(1);
        assertThat(asked).containsExactly("acquire", "release");
    }

    @Test
    void anExceptionOfThePermitFailsTheRequest() {
        CompletableFuture<Reply> reply = transport.send(CREATE, false, () -> {
            throw new IllegalStateException("permit");
        });

        assertThatThrownBy(() -> Futures.join(reply)).hasMessage("permit");
        assertThat(api.asked()).isEmpty();
    }

    @Test
    void anInterruptedThreadSendsNothingInline() {
        Thread.currentThread().interrupt();

        CompletableFuture<Reply> reply = transport.send(CREATE, true, permit);

        assertThat(Thread.interrupted()).as("the flag stays").isTrue();
        assertThatThrownBy(() -> Futures.join(reply)).isInstanceOf(InterruptedCallException.class);
        assertThat(api.asked()).isEmpty();
        assertThat(asked).isEmpty();
    }

    /** The caller sends, and is then free: whatever ends its wait, the reply still comes. */
    @Test
    void aThreadThatSendsInlineDoesNotStayForTheReply() {
        AtomicReference<Thread> sender = new AtomicReference<>();
        api.then(exchange -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            Loopback.reply(exchange, 201, "{\"id\":\"p1\"}");
        });
        RequestSpec create = RequestSpec.once("things.create", "POST", "things").withBody(() -> {
            sender.set(Thread.currentThread());
            return BodyPublishers.ofString("x");
        });

        CompletableFuture<Reply> reply = transport.send(create, true, permit);

        assertThat(sender).hasValue(Thread.currentThread());
        api.awaitAsked(1);
        assertThat(reply).isNotDone();
        release.countDown();
        assertThat(Futures.join(reply).object()).containsEntry("id", "p1");
    }

    @Test
    void whatIsPublishedOnAnExecutorThatTakesNothingFails() {
        TransportConfig config = FakeScheduler.config(api.baseUrl(), RetryPolicy.none(), new HttpListener() {});
        Transport closed = new Transport(new TransportConfig(
                config.origin(),
                config.tokens(),
                config.userAgent(),
                config.headers(),
                config.timeout(),
                config.connectTimeout(),
                config.maxBodySize(),
                config.retryPolicy(),
                config.listener(),
                null,
                null,
                task -> {
                    throw new RejectedExecutionException("full");
                },
                uri -> true));
        CompletableFuture<String> work = new CompletableFuture<>();
        CompletableFuture<String> published = closed.published(work);

        work.complete("x");

        assertThatThrownBy(() -> Futures.join(published)).hasMessageContaining("full");
        closed.close();
    }
}
