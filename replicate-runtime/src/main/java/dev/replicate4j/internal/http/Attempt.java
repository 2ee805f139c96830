package dev.replicate4j.internal.http;

import dev.replicate4j.http.HttpListener.Exchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Sends a call once: follows redirects, watches the time, tells the listener.
 *
 * <p>The result is completed from within the body handler, on the HTTP client's executor, rather than from the future that
 * the client returns: the JDK completes that one on yet another thread, which on small machines it starts for the purpose.
 */
final class Attempt<T> {

    private static final int MAX_REDIRECTS = 5;

    private final Transport transport;
    private final RequestFactory requests;
    private final Exchange exchange;
    private final BodyHandler<T> handler;
    private final boolean streamed;
    private final CancelableFuture<HttpResponse<T>> result = new CancelableFuture<>(this::abandon);
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicInteger redirects = new AtomicInteger();
    private final long start;

    private volatile Timeouts.@Nullable Timeout alarm;
    private volatile @Nullable CompletableFuture<?> inFlight;
    private volatile @Nullable BlockedThread blocker;
    private volatile boolean aborted;

    /**
     * Prepares an attempt.
     *
     * @param streamed whether the time stops when the headers have come, as the body may go on for long
     */
    Attempt(Transport transport, RequestFactory requests, Exchange exchange, BodyHandler<T> handler, boolean streamed) {
        this.transport = transport;
        this.requests = requests;
        this.exchange = exchange;
        this.handler = handler;
        this.streamed = streamed;
        this.start = transport.scheduler().nanoTime();
    }

    /**
     * Sends it. The result fails with a connection exception; cancelling it aborts the exchange.
     *
     * @param blocking whether to wait for the reply before returning
     */
    CancelableFuture<HttpResponse<T>> start(URI uri, boolean blocking) {
        transport.listener().sent(exchange);
        alarm = transport.timeouts().set(this::timeUp, requests.timeout());
        hop(uri, blocking);
        return result;
    }

    private void hop(URI uri, boolean blocking) {
        if (result.isDone()) {
            return; // time was up, or the caller gave up, before it began
        }
        try {
            HttpRequest request = requests.to(uri, transport.listener().headers(exchange));
            if (blocking) {
                block(request);
            } else {
                send(request);
            }
        } catch (IOException | RuntimeException e) {
            fail(e);
        }
    }

    private void send(HttpRequest request) {
        CompletableFuture<?> sending = transport.client().sendAsync(request, info -> receiver(request, info));
        inFlight = sending;
        sending.whenComplete((response, failure) -> {
            if (failure != null) {
                fail(failure);
            }
        });
        if (aborted) {
            sending.cancel(true);
        }
    }

    private void block(HttpRequest request) throws IOException {
        BlockedThread own = new BlockedThread();
        blocker = own;
        try {
            // It may have been given up before there was a thread to interrupt.
            if (!aborted) {
                transport.client().send(request, info -> receiver(request, info));
            }
        } catch (InterruptedException e) {
            if (!own.isUnblocked()) {
                // The caller finds the flag where it joins the result, which cancels this attempt.
                Thread.currentThread().interrupt();
            }
        } finally {
            own.end();
        }
    }

    /** The client is not interested in the type of the body, as its own response is not used. */
    @SuppressWarnings("unchecked")
    private BodySubscriber<Object> receiver(HttpRequest request, ResponseInfo info) {
        URI next = requests.redirect(request.uri(), info);
        if (next != null) {
            BodySubscriber<Void> skipped = BodySubscribers.discarding();
            skipped.getBody().whenComplete((none, failure) -> followed(next, failure));
            return (BodySubscriber<Object>) (BodySubscriber<?>) skipped;
        }
        BodySubscriber<T> body = handler.apply(info);
        if (streamed) {
            silenceAlarm();
        }
        BodySubscriber<T> heard = BodySubscribers.mapping(body, value -> received(request, info, value));
        return (BodySubscriber<Object>) (BodySubscriber<?>) heard;
    }

    private T received(HttpRequest request, ResponseInfo info, T body) {
        CompletableFuture<?> sending = inFlight;
        if (sending != null) {
            // Nobody waits for it, so the JDK need not find a thread to complete it on.
            sending.complete(null);
        }
        if (end()) {
            transport.listener().received(exchange, info.statusCode(), took());
            result.complete(new ReceivedResponse<>(request, info, body));
        }
        return body;
    }

    private void followed(URI next, @Nullable Throwable failure) {
        if (failure != null) {
            fail(failure);
        } else if (redirects.incrementAndGet() > MAX_REDIRECTS) {
            fail(new IOException("redirected more than " + MAX_REDIRECTS + " times"));
        } else {
            hop(next, false);
        }
    }

    private void timeUp() {
        HttpTimeoutException late = new HttpTimeoutException("no " + (streamed ? "answer" : "complete answer")
                + " within " + requests.timeout().toMillis() / 1000.0 + " s");
        if (fail(late)) {
            abort();
        }
    }

    private boolean fail(Throwable failure) {
        if (!end()) {
            return false;
        }
        RuntimeException cause = requests.broken(ExceptionMapper.unwrap(failure));
        transport.listener().failed(exchange, cause, took());
        result.completeExceptionally(cause);
        return true;
    }

    private void abandon() {
        if (end()) {
            transport.listener().failed(exchange, new CancellationException("the caller gave up"), took());
            abort();
        }
    }

    /** Only what has not ended may be aborted: the connection of what has may serve another call by now. */
    private void abort() {
        aborted = true;
        CompletableFuture<?> sending = inFlight;
        if (sending != null) {
            sending.cancel(true);
        }
        BlockedThread blocked = blocker;
        if (blocked != null) {
            blocked.unblock();
        }
    }

    private boolean end() {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        silenceAlarm();
        return true;
    }

    private void silenceAlarm() {
        Timeouts.Timeout set = alarm;
        if (set != null) {
            set.silence();
        }
    }

    private Duration took() {
        return Duration.ofNanos(transport.scheduler().nanoTime() - start);
    }
}
