package dev.replicate4j;

import dev.replicate4j.api.FileStrategy;
import dev.replicate4j.api.WebhookEvent;
import dev.replicate4j.http.Reply;
import dev.replicate4j.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Options of calls besides the inputs. Immutable; each method returns a changed copy.
 *
 * <pre>{@code
 * var fluxDev = replicate.use(FluxDev.MODEL).with(o -> o.timeout(Duration.ofMinutes(2)));
 * }</pre>
 */
public final class CallOptions {

    /** The longest time that Replicate holds an answer back ({@code Prefer: wait=60}). */
    private static final Duration LONGEST_WINDOW = Duration.ofSeconds(60);

    static final CallOptions DEFAULT =
            new CallOptions(null, LONGEST_WINDOW, FileStrategy.AUTO, null, List.of(), RequestOptions.DEFAULT);

    private final @Nullable Duration timeout;
    private final Duration syncWindow;
    private final FileStrategy fileStrategy;
    private final @Nullable URI webhook;
    private final List<WebhookEvent> webhookEvents;
    private final RequestOptions request;

    private CallOptions(
            @Nullable Duration timeout,
            Duration syncWindow,
            FileStrategy fileStrategy,
            @Nullable URI webhook,
            List<WebhookEvent> webhookEvents,
            RequestOptions request) {
        this.timeout = timeout;
        this.syncWindow = syncWindow;
        this.fileStrategy = fileStrategy;
        this.webhook = webhook;
        this.webhookEvents = webhookEvents;
        this.request = request;
    }

    /**
     * Limits a call from its beginning, uploads included, to its last piece of output. On expiry the prediction is canceled,
     * and the call fails with a {@link dev.replicate4j.error.CallTimeoutException} within 5 more seconds, which it takes to
     * learn the prediction's last status. The limit is also sent to Replicate ({@code Cancel-After}), so that a run does not
     * outlive a caller that has crashed; there it is at least 5 seconds and at most 24 hours.
     *
     * <p>By default there is no limit: a call takes as long as the run, which Replicate ends after 30 minutes if its model
     * does not say otherwise.
     *
     * @param timeout above zero
     * @throws IllegalArgumentException if zero or negative
     */
    public CallOptions timeout(Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("timeout must be above zero, but is " + timeout + ".");
        }
        return new CallOptions(timeout, syncWindow, fileStrategy, webhook, webhookEvents, request);
    }

    /**
     * Sets how long Replicate may hold its answer to a create back to send the output with it ({@code Prefer: wait}). A run
     * that ends in that time takes one request; one that takes longer is then polled. Only {@code call} and {@code callAsync}
     * use it; {@code create} and {@code stream} are answered at once.
     *
     * @param window 1 to 60 seconds, or zero for an answer at once; the default is 60 seconds
     * @throws IllegalArgumentException if out of range
     */
    public CallOptions syncWindow(Duration window) {
        boolean off = window.isZero();
        if (!off && (window.compareTo(Duration.ofSeconds(1)) < 0 || window.compareTo(LONGEST_WINDOW) > 0)) {
            throw new IllegalArgumentException(
                    "syncWindow must be 1 to 60 seconds, or zero to switch it off, but is " + window + ".");
        }
        return new CallOptions(timeout, window, fileStrategy, webhook, webhookEvents, request);
    }

    /** Sets how local files among the inputs are sent; the default is that of the client. */
    public CallOptions fileStrategy(FileStrategy strategy) {
        return new CallOptions(timeout, syncWindow, strategy, webhook, webhookEvents, request);
    }

    /**
     * Sets where Replicate reports the run's progress. {@link dev.replicate4j.api.WebhookSecret} verifies what arrives, and
     * {@link ModelDefinition#webhook} makes a typed run of it.
     *
     * @param webhook an https URL
     * @param events which events; none for Replicate's default
     */
    public CallOptions webhook(URI webhook, WebhookEvent... events) {
        return new CallOptions(timeout, syncWindow, fileStrategy, webhook, List.of(events), request);
    }

    /**
     * Sets a header of the request that creates the prediction.
     *
     * @param name its name; replaces one that the client would send
     * @param value its value
     */
    public CallOptions header(String name, String value) {
        return with(request.header(name, value));
    }

    /**
     * Adds a consumer of the reply to the request that creates the prediction, as it came: status, headers and body.
     *
     * @param consumer gets the reply if its status is below 300; otherwise it is in the exception. Called on a thread of the
     *     client, which it must not block; what it throws is logged
     */
    public CallOptions onReply(Consumer<Reply> consumer) {
        return with(request.onReply(consumer));
    }

    private CallOptions with(RequestOptions changed) {
        return new CallOptions(timeout, syncWindow, fileStrategy, webhook, webhookEvents, changed);
    }

    @Nullable Duration timeout() {
        return timeout;
    }

    Duration syncWindow() {
        return syncWindow;
    }

    FileStrategy fileStrategy() {
        return fileStrategy;
    }

    @Nullable URI webhook() {
        return webhook;
    }

    List<WebhookEvent> webhookEvents() {
        return webhookEvents;
    }

    RequestOptions request() {
        return request;
    }

    /** Returns the options that matter for waiting. */
    @Override
    public String toString() {
        return "CallOptions[timeout=" + (timeout == null ? "none" : timeout) + ", syncWindow=" + syncWindow + "]";
    }
}
