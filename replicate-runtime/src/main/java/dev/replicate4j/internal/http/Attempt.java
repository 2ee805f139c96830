package dev.replicate4j.internal.http;

import dev.replicate4j.error.ReplicateException;
import dev.replicate4j.http.HttpListener.Exchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
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
 * Sends a request once: follows redirects, bounds the time, tells the listener.
 *
 * <p>The result is completed from within the body handler, on the HTTP client's executor, rather than from the future that
 * the client returns: the JDK completes that one on yet another thread, which on small machines it starts for the purpose.
 */
final class Attempt<T> {

    private static final int MAX_REDIRECTS = 5;

    /** The body of a redirect is read up to here, so that its connection can be used again. */
    private static final int REDIRECT_BODY = 64 * 1024;

    private final TransportContext context;
    private final RequestFactory requests;
    private final Exchange exchange;
    private final BodyHandler<T> handler;
    private final boolean streamed;
    private final CancelableFuture<HttpResponse<T>> result = new CancelableFuture<>(this::abandon);
    private final AtomicBoolean ended = new AtomicBoolean();
    private final long start;

    private volatile Timeouts.@Nullable Timeout timeout;
    private volatile @Nullable CompletableFuture<?> inFlight;
    private volatile boolean aborted;
    private final AtomicInteger redirects = new AtomicInteger();

    /**
     * Prepares an attempt.
     *
     * @param streamed whether the time stops when the headers have come, as the body may go on for long
     */
    Attempt(
            TransportContext context,
            RequestFactory requests,
            Exchange exchange,
            BodyHandler<T> handler,
            boolean streamed) {
        this.context = context;
        this.requests = requests;
        this.exchange = exchange;
        this.handler = handler;
        this.streamed = streamed;
        this.start = context.scheduler().nanoTime();
    }

    /**
     * Sends it, without waiting for the reply. The result fails with a connection exception; cancelling it aborts the
     * exchange.
     *
     * @param inline whether the calling thread does the sending itself
     */
    CancelableFuture<HttpResponse<T>> start(URI uri, boolean inline) {
        context.listener().sent(exchange);
        try {
            timeout = context.timeouts().set(this::timeUp, requests.timeout());
            hop(uri, inline);
        } catch (IllegalStateException e) { // closed meanwhile
            failWith(e);
        }
        return result;
    }

    private void hop(URI uri, boolean inline) {
        if (result.isDone()) {
            return; // time was up, or the caller gave up, before it began
        }
        HttpRequest request;
        HttpClient client;
        try {
            if (!context.config().allows(uri)) {
                throw new IllegalArgumentException("Nothing was sent to " + ApiOrigin.withoutSecrets(uri.toString())
                        + ": the client's address filter does not let it pass.");
            }
            request = requests.to(uri, context.listener().headers(exchange));
            client = context.client().get();
        } catch (IllegalArgumentException
                | IllegalStateException e) { // nothing that could be sent, or closed meanwhile
            failWith(e);
            return;
        }
        try {
            send(client, request, inline);
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void send(HttpClient client, HttpRequest request, boolean inline) {
        BodyHandler<Object> receiver = info -> receiver(request, info);
        CompletableFuture<?> sending = inline
                ? context.executor().startHere(() -> client.sendAsync(request, receiver))
                : client.sendAsync(request, receiver);
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

    /** The client is not interested in the type of the body, as its own response is not used. */
    @SuppressWarnings("unchecked")
    private BodySubscriber<Object> receiver(HttpRequest request, ResponseInfo info) {
        URI next = requests.redirect(request.uri(), info);
        if (next != null) {
            BodySubscriber<byte[]> skipped = LimitedBodySubscriber.cuttingAt(REDIRECT_BODY);
            skipped.getBody().whenComplete((body, failure) -> followed(next, failure));
            return (BodySubscriber<Object>) (BodySubscriber<?>) skipped;
        }
        BodySubscriber<T> body = handler.apply(info);
        if (streamed) {
            cancelTimeout();
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
            context.listener().received(exchange, info.statusCode(), took());
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
        Throwable cause = Futures.unwrap(failure);
        return failWith(cause instanceof ReplicateException ? cause : requests.broken(cause));
    }

    private boolean failWith(Throwable failure) {
        if (!end()) {
            return false;
        }
        context.listener().failed(exchange, failure, took());
        result.completeExceptionally(failure);
        return true;
    }

    private void abandon() {
        if (end()) {
            context.listener().failed(exchange, new CancellationException("the caller gave up"), took());
            abort();
        }
    }

    /** Only what has not ended may be aborted: the connection of what has may serve another request by now. */
    private void abort() {
        aborted = true;
        CompletableFuture<?> sending = inFlight;
        if (sending != null) {
            sending.cancel(true);
        }
    }

    private boolean end() {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        cancelTimeout();
        return true;
    }

    private void cancelTimeout() {
        Timeouts.Timeout set = timeout;
        if (set != null) {
            set.cancel();
        }
    }

    private Duration took() {
        return Duration.ofNanos(context.scheduler().nanoTime() - start);
    }
}
