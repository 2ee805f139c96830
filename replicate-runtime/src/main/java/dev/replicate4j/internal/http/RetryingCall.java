package dev.replicate4j.internal.http;

import dev.replicate4j.error.ApiException;
import dev.replicate4j.error.ConnectionException;
import dev.replicate4j.error.RateLimitException;
import dev.replicate4j.http.HttpListener.Exchange;
import dev.replicate4j.http.Reply;
import dev.replicate4j.http.RetryPolicy;
import dev.replicate4j.internal.http.LimitedBodySubscriber.BodyTooLargeException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Sends a request as often as the retry rules allow. Attempts follow one another, so there is never more than one. */
final class RetryingCall {

    private static final int TOO_MANY_REQUESTS = 429;

    /** A problem's body is read up to here; real ones have some hundred bytes. */
    private static final long PROBLEM_BODY = 1 << 20;

    private final TransportContext context;
    private final RequestSpec spec;
    private final URI uri;
    private final SendPermit permit;
    private final RetryPolicy policy;
    private final CancelableFuture<Reply> result = new CancelableFuture<>(this::stop);
    private final AtomicInteger attempts = new AtomicInteger();

    private volatile @Nullable Future<?> waiting;
    private volatile @Nullable Future<?> exchanging;

    private volatile boolean perhapsDone;

    RetryingCall(TransportContext context, RequestSpec spec, URI uri, SendPermit permit) {
        this.context = context;
        this.spec = spec;
        this.uri = uri;
        this.permit = permit;
        this.policy = context.config().retryPolicy();
    }

    /**
     * Begins.
     *
     * @param inline whether the calling thread may send the first request itself
     */
    CancelableFuture<Reply> start(boolean inline) {
        proceed(inline);
        return result;
    }

    private void proceed(boolean inline) {
        Futures.guard(result, () -> {
            Future<?> turn = context.rateLimiter().enter(spec.operation(), () -> later(() -> attempt(false)));
            if (turn == null) {
                attempt(inline);
            } else {
                waitFor(turn);
            }
        });
    }

    /** Leaves the timer's thread, which must not wait for the user's listener or supplier of tokens. */
    private void later(Runnable step) {
        Futures.guard(result, () -> context.executor().execute(step));
    }

    private void attempt(boolean inline) {
        Futures.guard(result, () -> {
            if (!result.isDone()) {
                send(inline);
            }
        });
    }

    private void send(boolean inline) {
        RequestFactory requests = new RequestFactory(context.config(), spec, uri);
        if (requests.lacksToken()) {
            throw ExceptionMapper.withoutToken(label());
        }
        if (!permit.acquire()) {
            result.cancel(true);
            return;
        }
        Exchange exchange = requests.exchange(attempts.incrementAndGet());
        Attempt<byte[]> attempt = new Attempt<>(context, requests, exchange, this::body, false);
        var response = attempt.start(uri, inline);
        exchanging = response;
        if (result.isDone()) {
            response.cancel(true);
        }
        response.whenComplete(Futures.guarded(result, (answer, failure) -> {
            if (failure == null) {
                answered(exchange, requests.redactor(), answer);
            } else {
                broken(exchange, failure);
            }
        }));
    }

    private BodySubscriber<byte[]> body(ResponseInfo info) {
        long limit = context.config().maxBodySize();
        return info.statusCode() < 300
                ? LimitedBodySubscriber.failingBeyond(limit)
                : LimitedBodySubscriber.cuttingAt(Math.min(limit, PROBLEM_BODY));
    }

    private void answered(Exchange exchange, Redactor redactor, HttpResponse<byte[]> answer) {
        Reply reply = new Reply(this::label, answer.statusCode(), answer.headers(), redactor.redact(answer.body()));
        Duration exhausted = RetryAfter.exhausted(reply.headers());
        if (exhausted != null && mayPause(exhausted)) {
            context.rateLimiter().pause(spec.operation(), exhausted, false);
        }
        if (reply.status() < 300 || isDeletedBefore(reply)) {
            result.complete(reply);
            return;
        }
        ApiException refusal =
                ExceptionMapper.refused(reply, redactor, context.scheduler().now());
        Duration asked = refusal.problem().retryAfter();
        if (!isRepeatable(refusal) || isTooLong(asked) || attempts.get() >= policy.maxAttempts()) {
            result.completeExceptionally(refusal);
            return;
        }
        Duration delay = policy.delay(attempts.get(), asked, context.scheduler().random());
        OptionalInt status = OptionalInt.of(reply.status());
        if (refusal instanceof RateLimitException) {
            context.rateLimiter().pause(spec.operation(), delay, true);
            retrying(exchange, status, delay);
            proceed(false);
        } else {
            perhapsDone = true;
            retryAfter(delay, exchange, status);
        }
    }

    private void broken(Exchange exchange, Throwable failure) {
        if (isRepeatable(failure) && attempts.get() < policy.maxAttempts()) {
            perhapsDone = true;
            Duration delay =
                    policy.delay(attempts.get(), null, context.scheduler().random());
            retryAfter(delay, exchange, OptionalInt.empty());
        } else {
            result.completeExceptionally(failure);
        }
    }

    /** The table of what may be sent again; the reasons are at {@link RetryPolicy}. */
    private boolean isRepeatable(Throwable failure) {
        boolean safe = spec.retry() == RequestSpec.Retry.SAFE;
        if (failure instanceof ApiException refusal) {
            int status = refusal.status();
            return status == TOO_MANY_REQUESTS || safe && (status == 408 || status >= 500);
        }
        return failure instanceof ConnectionException broken
                && !(broken.getCause() instanceof BodyTooLargeException)
                && (safe || !broken.requestSent());
    }

    /** What an earlier attempt has deleted, without our learning of it, is not there for a later one. */
    private boolean isDeletedBefore(Reply reply) {
        return perhapsDone && reply.status() == 404 && spec.method().equals("DELETE");
    }

    private boolean isTooLong(@Nullable Duration asked) {
        return asked != null && asked.compareTo(policy.maxRetryAfter()) > 0;
    }

    private boolean mayPause(Duration duration) {
        return policy.maxAttempts() > 1 && !isTooLong(duration);
    }

    private void retryAfter(Duration delay, Exchange exchange, OptionalInt status) {
        retrying(exchange, status, delay);
        waitFor(context.scheduler().schedule(() -> later(() -> proceed(false)), delay));
    }

    private void retrying(Exchange exchange, OptionalInt status, Duration delay) {
        permit.release();
        context.listener().retrying(exchange, status, delay);
    }

    private void waitFor(Future<?> next) {
        waiting = next;
        if (result.isDone()) {
            next.cancel(false);
        }
    }

    private void stop() {
        Future<?> wait = waiting;
        if (wait != null) {
            wait.cancel(false); // if it runs, its thread is the scheduler's, and is not to be interrupted
        }
        Future<?> exchange = exchanging;
        if (exchange != null) {
            exchange.cancel(true);
        }
    }

    private String label() {
        return spec.method() + " " + ApiOrigin.withoutSecrets(uri.toString());
    }
}
