package dev.replicate4j.internal.http;

import dev.replicate4j.error.ApiException;
import dev.replicate4j.error.InterruptedCallException;
import dev.replicate4j.error.SpendingForbiddenException;
import dev.replicate4j.http.Reply;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to the API, and to where it points. Thread-safe. No thread waits for a reply: whatever the number of
 * requests under way, a few daemon threads serve them.
 */
public final class Transport implements AutoCloseable {

    private final TransportConfig config;
    private final TransportExecutors executors;
    private final TransportContext context;
    private final Set<CancelableFuture<?>> underWay = ConcurrentHashMap.newKeySet();

    private volatile boolean closed;

    /** Makes a transport; opens nothing and starts no thread. */
    public Transport(TransportConfig config) {
        this(config, null);
    }

    /** Makes a transport with a time of its own, for tests; null for the system's. */
    public Transport(TransportConfig config, @Nullable Scheduler time) {
        this.config = config;
        this.executors = new TransportExecutors(config.executor());
        CallerRunsExecutor executor = new CallerRunsExecutor(executors.executor());
        Scheduler scheduler = time == null ? executors : time;
        this.context = new TransportContext(
                config,
                new LazyHttpClient(config, executor),
                executor,
                scheduler,
                new Timeouts(scheduler),
                new RateLimiter(scheduler),
                new LoggingHttpListener(config.listener()));
    }

    /** Returns what this was made of. */
    public TransportConfig config() {
        return config;
    }

    /** Sends a request as {@link #send(RequestSpec, boolean, SendPermit)} does, whether it is still wanted or not. */
    public CompletableFuture<Reply> send(RequestSpec spec) {
        return send(spec, false, SendPermit.ALWAYS);
    }

    /**
     * Sends a request to the API, again if the retry rules allow. Never waits for the reply.
     *
     * @param inline whether the calling thread does the sending itself, since it is going to wait for the reply: a change of
     *     threads less. Nothing is sent if it is interrupted already
     * @param permit asked before each attempt
     * @return the reply, whose status is below 300. Fails with an {@code ApiException} for any other, with a
     *     {@code ConnectionException} where there is none. Completes on a thread that must not be blocked: hand it to users
     *     through {@link #published}. Cancelling it, or a stage of it, ends a wait for the next attempt, and aborts an
     *     exchange
     */
    public CompletableFuture<Reply> send(RequestSpec spec, boolean inline, SendPermit permit) {
        URI uri = config.origin().resolve(spec.target());
        if (closed) {
            return CompletableFuture.failedFuture(ExceptionMapper.closed());
        }
        SpendingForbiddenException forbidden = SpendingCheck.check(spec, uri);
        if (forbidden != null) {
            return CompletableFuture.failedFuture(forbidden);
        }
        if (inline && Thread.currentThread().isInterrupted()) {
            return CompletableFuture.failedFuture(new InterruptedCallException(
                    "The thread was interrupted before " + spec + " was sent. Nothing was sent.", null));
        }
        return tracked(new RetryingCall(context, inContext(spec), uri, permit).start(inline));
    }

    /** A request of no call belongs to what the thread is doing that makes it. */
    private RequestSpec inContext(RequestSpec spec) {
        return spec.context() == null ? spec.withContext(context.listener().context()) : spec;
    }

    /**
     * Sends a request once and gives out the response as it comes, whatever its status: for event streams and downloads.
     * Redirects are followed; only requests to the API's own origin carry the token.
     *
     * @param handler reads the body; runs on a thread that must not be blocked for long
     * @return the response; fails with a {@code ConnectionException}. The request's timeout ends with the reply's headers. How
     *     the body goes on is the handler's business
     */
    public <T> CompletableFuture<HttpResponse<T>> open(RequestSpec spec, BodyHandler<T> handler) {
        URI uri = config.origin().resolve(spec.target());
        if (closed) {
            return CompletableFuture.failedFuture(ExceptionMapper.closed());
        }
        try {
            RequestFactory requests = new RequestFactory(config, inContext(spec), uri);
            Attempt<T> attempt = new Attempt<>(context, requests, requests.exchange(1), handler, true);
            return tracked(attempt.start(uri, false));
        } catch (RuntimeException e) { // what the supplier of tokens throws
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Makes the exception for a response whose status is 300 or above. */
    public ApiException refusal(Reply reply) {
        String token = config.token();
        return ExceptionMapper.refused(
                reply,
                Redactor.of(token == null ? null : "Bearer " + token),
                context.scheduler().now());
    }

    /**
     * Hands a future to a user, who may block in what depends on it: it completes on the user's executor, or on the JDK's
     * common pool. Cancelling it cancels the original.
     */
    public <T extends @Nullable Object> CompletableFuture<T> published(CompletableFuture<T> future) {
        CancelableFuture<T> published = new CancelableFuture<>(() -> future.cancel(true));
        future.whenCompleteAsync(
                        (value, failure) -> {
                            if (failure == null) {
                                published.complete(value);
                            }
                        },
                        executors.callbacks())
                .whenComplete((value, failure) -> {
                    if (failure != null) { // the original's, or that of an executor that takes no task
                        published.completeExceptionally(Futures.unwrap(failure));
                    }
                });
        return published;
    }

    /** Begins to make what the first request of a JVM needs, if this is its first transport. */
    public void prepareFirst() {
        context.client().prepareFirst();
    }

    /** Cancels what is under way, and sends nothing any more. Ends all threads but those that have work left. */
    @Override
    public void close() {
        closed = true;
        underWay.forEach(call -> call.cancel(true));
        context.client().close();
        executors.close();
    }

    /** Returns the time that all waiting goes by. */
    public Scheduler scheduler() {
        return context.scheduler();
    }

    private <T> CompletableFuture<T> tracked(CancelableFuture<T> call) {
        underWay.add(call);
        call.whenComplete((value, failure) -> underWay.remove(call));
        if (closed) {
            call.cancel(true); // close() may have looked before it was among those under way
        }
        return call;
    }
}
