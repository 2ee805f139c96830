package dev.replicate4j.internal.http;

import dev.replicate4j.error.ApiException;
import dev.replicate4j.error.ConnectionException;
import dev.replicate4j.error.RateLimitException;
import dev.replicate4j.http.HttpListener.Exchange;
import dev.replicate4j.http.Reply;
import dev.replicate4j.http.RetryPolicy;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Sends a call as often as the retry rules allow. Attempts follow one another, so there is never more than one. */
final class Sending {

    private static final int TOO_MANY_REQUESTS = 429;

    private final Transport transport;
    private final Call call;
    private final URI uri;
    private final RetryPolicy policy;
    private final CancelableFuture<Reply> result = new CancelableFuture<>(this::stop);
    private final AtomicInteger attempts = new AtomicInteger();

    /** What is under way: an exchange, or the wait for the next one. */
    private volatile @Nullable Future<?> current;

    private volatile boolean perhapsDone;

    Sending(Transport transport, Call call, URI uri) {
        this.transport = transport;
        this.call = call;
        this.uri = uri;
        this.policy = transport.config().retryPolicy();
    }

    /**
     * Begins.
     *
     * @param blocking whether the calling thread may send the first request itself, and wait for its reply
     */
    CancelableFuture<Reply> start(boolean blocking) {
        proceed(blocking);
        return result;
    }

    private void proceed(boolean blocking) {
        Gate.Pass pass = transport.gate().enter(call.operation());
        if (pass.pause().isZero()) {
            attempt(pass, blocking);
        } else {
            // Spread out, so that those who waited together do not all come at once.
            resumeAfter(policy.delay(1, pass.pause(), transport.pacer().random()));
        }
    }

    private void attempt(Gate.Pass pass, boolean blocking) {
        Exchange exchange = transport.exchange(call, uri, attempts.incrementAndGet());
        Requests requests = new Requests(transport.config(), call, uri);
        Attempt<byte[]> attempt = new Attempt<>(transport, requests, exchange, BodyHandlers.ofByteArray(), false);
        var response = attempt.start(uri, blocking);
        hold(response);
        response.whenComplete((answer, failure) -> {
            boolean taken = failure == null && answer.statusCode() != TOO_MANY_REQUESTS;
            transport.gate().back(call.operation(), pass, taken);
            if (failure == null) {
                answered(exchange, new Reply(label(), answer.statusCode(), answer.headers(), answer.body()));
            } else {
                broken(exchange, Failures.unwrap(failure));
            }
        });
    }

    private void answered(Exchange exchange, Reply reply) {
        Duration exhausted = RetryAfter.exhausted(reply.headers());
        if (exhausted != null && mayPause(exhausted)) {
            transport.gate().exhaust(call.operation(), exhausted);
        }
        if (reply.status() < 300 || isDeletedBefore(reply)) {
            result.complete(reply);
            return;
        }
        ApiException refusal = Failures.refused(
                reply, transport.config().token(), transport.pacer().now());
        Duration asked = refusal.problem().retryAfter();
        if (!isRepeatable(refusal) || isTooLong(asked) || attempts.get() >= policy.maxAttempts()) {
            result.completeExceptionally(refusal);
            return;
        }
        Duration delay = policy.delay(attempts.get(), asked, transport.pacer().random());
        if (refusal instanceof RateLimitException) {
            transport.gate().refuse(call.operation(), asked == null ? delay : asked);
        }
        perhapsDone |= !(refusal instanceof RateLimitException);
        retry(exchange, OptionalInt.of(reply.status()), delay);
    }

    private void broken(Exchange exchange, Throwable failure) {
        if (isRepeatable(failure) && attempts.get() < policy.maxAttempts()) {
            perhapsDone = true;
            retry(
                    exchange,
                    OptionalInt.empty(),
                    policy.delay(attempts.get(), null, transport.pacer().random()));
        } else {
            result.completeExceptionally(failure);
        }
    }

    /** The table of what may be sent again; the reasons are at {@link RetryPolicy}. */
    private boolean isRepeatable(Throwable failure) {
        boolean safe = call.retry() == Call.Retry.SAFE;
        if (failure instanceof ApiException refusal) {
            int status = refusal.status();
            return status == TOO_MANY_REQUESTS || safe && (status == 408 || status >= 500);
        }
        return failure instanceof ConnectionException broken && (safe || !broken.requestSent());
    }

    /** What an earlier attempt has deleted, without our learning of it, is not there for a later one. */
    private boolean isDeletedBefore(Reply reply) {
        return perhapsDone && reply.status() == 404 && call.method().equals("DELETE");
    }

    private boolean isTooLong(@Nullable Duration asked) {
        return asked != null && asked.compareTo(policy.maxRetryAfter()) > 0;
    }

    private boolean mayPause(Duration duration) {
        return policy.maxAttempts() > 1 && !isTooLong(duration);
    }

    private void retry(Exchange exchange, OptionalInt status, Duration delay) {
        transport.reports().retrying(exchange, status, delay);
        resumeAfter(delay);
    }

    private void resumeAfter(Duration delay) {
        hold(transport.pacer().schedule(() -> proceed(false), delay));
    }

    private void hold(Future<?> next) {
        current = next;
        if (result.isDone()) {
            next.cancel(true);
        }
    }

    private void stop() {
        Future<?> last = current;
        if (last != null) {
            last.cancel(true);
        }
    }

    private String label() {
        return call.method() + " " + ApiOrigin.withoutQuery(uri.toString());
    }
}
