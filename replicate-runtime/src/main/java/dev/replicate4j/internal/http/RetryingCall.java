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
final class RetryingCall {

    private static final int TOO_MANY_REQUESTS = 429;

    private final Transport transport;
    private final RequestSpec call;
    private final URI uri;
    private final RetryPolicy policy;
    private final CancelableFuture<Reply> result = new CancelableFuture<>(this::stop);
    private final AtomicInteger attempts = new AtomicInteger();

    /** What is under way: an exchange, or the wait for the next one. */
    private volatile @Nullable Future<?> current;

    private volatile boolean perhapsDone;

    RetryingCall(Transport transport, RequestSpec call, URI uri) {
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
        RateLimiter.Permit pass = transport.rateLimiter().enter(call.operation());
        if (pass.pause().isZero()) {
            attempt(pass, blocking);
        } else {
            // Spread out, so that those who waited together do not all come at once.
            resumeAfter(policy.delay(1, pass.pause(), transport.scheduler().random()));
        }
    }

    private void attempt(RateLimiter.Permit pass, boolean blocking) {
        Exchange exchange = transport.exchange(call, uri, attempts.incrementAndGet());
        RequestFactory requests = new RequestFactory(transport.config(), call, uri);
        Attempt<byte[]> attempt = new Attempt<>(transport, requests, exchange, BodyHandlers.ofByteArray(), false);
        var response = attempt.start(uri, blocking);
        hold(response);
        response.whenComplete((answer, failure) -> {
            boolean taken = failure == null && answer.statusCode() != TOO_MANY_REQUESTS;
            transport.rateLimiter().back(call.operation(), pass, taken);
            if (failure == null) {
                answered(exchange, new Reply(label(), answer.statusCode(), answer.headers(), answer.body()));
            } else {
                broken(exchange, ExceptionMapper.unwrap(failure));
            }
        });
    }

    private void answered(Exchange exchange, Reply reply) {
        Duration exhausted = RetryAfter.exhausted(reply.headers());
        if (exhausted != null && mayPause(exhausted)) {
            transport.rateLimiter().exhaust(call.operation(), exhausted);
        }
        if (reply.status() < 300 || isDeletedBefore(reply)) {
            result.complete(reply);
            return;
        }
        ApiException refusal = ExceptionMapper.refused(
                reply, transport.config().token(), transport.scheduler().now());
        Duration asked = refusal.problem().retryAfter();
        if (!isRepeatable(refusal) || isTooLong(asked) || attempts.get() >= policy.maxAttempts()) {
            result.completeExceptionally(refusal);
            return;
        }
        Duration delay =
                policy.delay(attempts.get(), asked, transport.scheduler().random());
        if (refusal instanceof RateLimitException) {
            transport.rateLimiter().refuse(call.operation(), asked == null ? delay : asked);
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
                    policy.delay(attempts.get(), null, transport.scheduler().random()));
        } else {
            result.completeExceptionally(failure);
        }
    }

    /** The table of what may be sent again; the reasons are at {@link RetryPolicy}. */
    private boolean isRepeatable(Throwable failure) {
        boolean safe = call.retry() == RequestSpec.Retry.SAFE;
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
        transport.listener().retrying(exchange, status, delay);
        resumeAfter(delay);
    }

    private void resumeAfter(Duration delay) {
        hold(transport.scheduler().schedule(() -> proceed(false), delay));
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
