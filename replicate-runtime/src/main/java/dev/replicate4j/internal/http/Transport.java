package dev.replicate4j.internal.http;

import dev.replicate4j.error.ApiException;
import dev.replicate4j.error.InterruptedCallException;
import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.http.HttpListener.Exchange;
import dev.replicate4j.http.Reply;
import dev.replicate4j.internal.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends calls to the API, and to where it points. Thread-safe. No thread waits for a reply: whatever the number of calls
 * under way, a few daemon threads serve them.
 */
public final class Transport implements AutoCloseable {

    private static final AtomicLong EXCHANGES = new AtomicLong();

    /** Set while a thread may block in the next request that it sends. */
    private static final ThreadLocal<Boolean> BLOCKING = new ThreadLocal<>();

    private static final AtomicBoolean PREPARED = new AtomicBoolean();

    private static final byte[] ANY_JSON = "{\"a\":[\"b\",1,0.5,null,true]}".getBytes(StandardCharsets.UTF_8);

    private final TransportConfig config;
    private final TransportExecutors threads;
    private final Scheduler scheduler;
    private final Timeouts timeouts;
    private final RateLimiter rateLimiter;
    private final LoggingHttpListener listener;
    private final Set<CancelableFuture<?>> underWay = ConcurrentHashMap.newKeySet();

    private volatile @Nullable HttpClient client;
    private volatile boolean preparing;
    private volatile boolean closed;

    /** Makes a transport; opens nothing and starts no thread. */
    public Transport(TransportConfig config) {
        this(config, null);
    }

    /** Makes a transport with a time of its own, for tests; null for the system's. */
    public Transport(TransportConfig config, @Nullable Scheduler scheduler) {
        this.config = config;
        this.threads = new TransportExecutors(config.executor());
        this.scheduler = scheduler == null ? threads : scheduler;
        this.timeouts = new Timeouts(this.scheduler);
        this.rateLimiter = new RateLimiter(this.scheduler);
        this.listener = new LoggingHttpListener(config.listener());
    }

    /** Returns what this was made of. */
    public TransportConfig config() {
        return config;
    }

    /**
     * Sends a call to the API, again if the retry rules allow.
     *
     * @return the reply, whose status is below 300. Fails with an {@code ApiException} for any other, with a
     *     {@code ConnectionException} where there is none. Completes on a thread that must not be blocked: hand it to users
     *     through {@link #published}. Cancelling it, or a stage of it, aborts the exchange.
     */
    public CompletableFuture<Reply> send(RequestSpec call) {
        URI uri = config.origin().resolve(call.target());
        if (closed) {
            return CompletableFuture.failedFuture(isClosed());
        }
        InvalidInputException refusal = SpendingCheck.refusal(call, uri);
        if (refusal != null) {
            return CompletableFuture.failedFuture(refusal);
        }
        if (call.needsToken() && config.token() == null && config.origin().owns(uri) && !hasOwnToken(call)) {
            return CompletableFuture.failedFuture(
                    ExceptionMapper.withoutToken(call.method() + " " + ApiOrigin.withoutQuery(uri.toString())));
        }
        boolean blocking = BLOCKING.get() != null;
        BLOCKING.remove();
        try {
            return tracked(new RetryingCall(this, call, uri).start(blocking));
        } catch (RejectedExecutionException e) {
            return closedMeanwhile(e);
        }
    }

    /**
     * Sends a call once and gives out the response as it comes, whatever its status: for event streams and downloads.
     * Redirects are followed; only requests to the API's own origin carry the token.
     *
     * @param handler reads the body; runs on a thread that must not be blocked for long
     * @return the response; fails with a {@code ConnectionException}. The call's timeout ends with the reply's headers. How
     *     the body goes on is the handler's business
     */
    public <T> CompletableFuture<HttpResponse<T>> open(RequestSpec call, BodyHandler<T> handler) {
        URI uri = config.origin().resolve(call.target());
        if (closed) {
            return CompletableFuture.failedFuture(isClosed());
        }
        Attempt<T> attempt =
                new Attempt<>(this, new RequestFactory(config, call, uri), exchange(call, uri, 1), handler, true);
        try {
            return tracked(attempt.start(uri, false));
        } catch (RejectedExecutionException e) {
            return closedMeanwhile(e);
        }
    }

    /** Makes the exception for a response whose status is 300 or above. */
    public ApiException refusal(Reply reply) {
        return ExceptionMapper.refused(reply, config.token(), scheduler.now());
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
                    } else {
                        published.completeExceptionally(ExceptionMapper.unwrap(failure));
                    }
                },
                threads.callbacks());
        return published;
    }

    /**
     * Waits for a future.
     *
     * @return its value
     * @throws RuntimeException what the future failed with, whose stack trace then begins with the caller's
     * @throws InterruptedCallException if the thread is interrupted; the future is cancelled then, and the flag set again
     */
    public static <T extends @Nullable Object> T join(CompletableFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedCallException(
                    "The thread was interrupted while it waited for Replicate. The call was given up.", e);
        } catch (ExecutionException e) {
            throw CallerStackTrace.rethrow(ExceptionMapper.unwrap(e.getCause() == null ? e : e.getCause()));
        }
    }

    /** Starts something as {@link #blocking} does, and waits for it as {@link #join} does. */
    public static <T extends @Nullable Object> T await(Supplier<CompletableFuture<T>> start) {
        return join(blocking(start));
    }

    /**
     * Starts something that the calling thread is going to wait for: this thread itself sends the first request and waits for
     * its reply, as {@link HttpClient#send} does it. Two changes of thread less halve the overhead of a short call.
     *
     * @param start sends requests through a transport, none of which must wait for another to be sent after it
     */
    public static <T extends @Nullable Object> T blocking(Supplier<T> start) {
        BLOCKING.set(Boolean.TRUE);
        try {
            return start.get();
        } finally {
            BLOCKING.remove();
        }
    }

    /** Starts something that belongs to no caller: no thread waits for the reply, whatever the caller is about to do. */
    static <T extends @Nullable Object> T notBlocking(Supplier<T> start) {
        BLOCKING.remove();
        return start.get();
    }

    /** Returns the one daemon thread for short tasks at a given time. */
    public ScheduledExecutorService timer() {
        return threads.timer();
    }

    /** Returns where the HTTP client runs: the user's executor, or a few daemon threads, not to be blocked. */
    public Executor executor() {
        return threads.executor();
    }

    /**
     * Begins to make the HTTP client, if this is the first transport of the JVM, while its caller goes on to put the input
     * together: of a cold JVM's first call half is the making of the client, most of that the JDK's TLS.
     */
    public void prepareFirst() {
        boolean ours = config.httpClient() == null && config.executor() == null;
        if (ours && PREPARED.compareAndSet(false, true)) {
            preparing = true;
            threads.executor().execute(this::prepareClient);
        }
    }

    private void prepareClient() {
        try {
            makeClient();
        } catch (RuntimeException e) {
            // The first call tries the same, and its caller hears of the failure.
            System.getLogger("dev.replicate4j.http").log(System.Logger.Level.DEBUG, "The HTTP client can't be made", e);
        }
    }

    /** Returns the HTTP client: the user's, or one that is made now. It follows no redirects and adds no token. */
    public HttpClient client() {
        HttpClient made = client;
        if (made != null) {
            return made;
        }
        if (preparing) {
            // Has to wait for it anyway, so it loads what the reply will need.
            preparing = false;
            Json.parse(ANY_JSON);
        }
        return makeClient();
    }

    private synchronized HttpClient makeClient() {
        HttpClient made = client;
        if (made == null) {
            made = config.httpClient() == null ? newClient() : config.httpClient();
            client = made;
        }
        return made;
    }

    /** Cancels what is under way, and sends nothing any more. The daemon threads end by themselves. */
    @Override
    public void close() {
        closed = true;
        underWay.forEach(call -> call.cancel(true));
        threads.close();
    }

    /** Returns the time that all waiting goes by. */
    public Scheduler scheduler() {
        return scheduler;
    }

    Timeouts timeouts() {
        return timeouts;
    }

    RateLimiter rateLimiter() {
        return rateLimiter;
    }

    LoggingHttpListener listener() {
        return listener;
    }

    Exchange exchange(RequestSpec call, URI uri, int attempt) {
        URI shown = uri.getRawQuery() == null ? uri : URI.create(ApiOrigin.withoutQuery(uri.toString()));
        return new Exchange(EXCHANGES.incrementAndGet(), call.operation(), call.method(), shown, attempt);
    }

    /**
     * HTTP/1.1, since the JDK's client fails calls beyond the number of streams that a server allows on its one HTTP/2
     * connection, which a hundred blocking calls reach.
     */
    private HttpClient newClient() {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(config.connectTimeout())
                .executor(threads.executor());
        if (config.proxy() != null) {
            builder.proxy(config.proxy());
        }
        return builder.build();
    }

    private <T> CompletableFuture<T> tracked(CancelableFuture<T> call) {
        underWay.add(call);
        call.whenComplete((value, failure) -> underWay.remove(call));
        if (closed) {
            call.cancel(true); // close() may have looked before it was among those under way
        }
        return call;
    }

    /** The timer takes nothing after {@link #close}, and is asked before anything is sent. */
    private <T> CompletableFuture<T> closedMeanwhile(RejectedExecutionException e) {
        if (!closed) {
            throw e;
        }
        return CompletableFuture.failedFuture(isClosed());
    }

    private boolean hasOwnToken(RequestSpec call) {
        return isToken(config.headers()) || isToken(call.headers());
    }

    private static boolean isToken(Map<String, String> headers) {
        for (String name : headers.keySet()) {
            if (name.equalsIgnoreCase("Authorization")) {
                return true;
            }
        }
        return false;
    }

    private static IllegalStateException isClosed() {
        return new IllegalStateException("This Replicate client is closed. Make a new one, or close it later.");
    }
}
