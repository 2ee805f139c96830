package dev.replicate4j;

import dev.replicate4j.api.FileStrategy;
import dev.replicate4j.api.WebhookEvent;
import dev.replicate4j.error.InvalidInputException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call may be given besides its inputs. Immutable: every method returns changed options.
 *
 * <pre>{@code
 * var fluxDev = replicate.use(FluxDev.MODEL).with(o -> o.timeout(Duration.ofMinutes(2)));
 * }</pre>
 */
public final class CallOptions {

    /** The longest time that Replicate holds an answer back ({@code Prefer: wait=60}). */
    private static final Duration LONGEST_WINDOW = Duration.ofSeconds(60);

    static final CallOptions DEFAULT = new CallOptions(null, LONGEST_WINDOW, FileStrategy.AUTO, null, List.of());

    private final @Nullable Duration timeout;
    private final Duration syncWindow;
    private final FileStrategy fileStrategy;
    private final @Nullable URI webhook;
    private final List<WebhookEvent> webhookEvents;

    private CallOptions(
            @Nullable Duration timeout,
            Duration syncWindow,
            FileStrategy fileStrategy,
            @Nullable URI webhook,
            List<WebhookEvent> webhookEvents) {
        this.timeout = timeout;
        this.syncWindow = syncWindow;
        this.fileStrategy = fileStrategy;
        this.webhook = webhook;
        this.webhookEvents = webhookEvents;
    }

    /**
     * Bounds a call from its beginning, uploads included, to its last piece of output. When the time is up, the prediction
     * is cancelled, and the call fails with a {@link dev.replicate4j.error.CallTimeoutException} within 5 more seconds, which
     * it takes to learn what became of the run. The bound also goes to Replicate ({@code Cancel-After}), so that a run
     * does not outlive a caller who is gone; there it is at least 5 seconds and at most 24 hours.
     *
     * <p>By default there is no bound: a call takes as long as the run, which Replicate ends after 30 minutes if its model
     * does not say otherwise.
     *
     * @param timeout above zero
     * @return changed options
     * @throws InvalidInputException if zero or negative
     */
    public CallOptions timeout(Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new InvalidInputException("timeout must be above zero, but is " + timeout + ".");
        }
        return new CallOptions(timeout, syncWindow, fileStrategy, webhook, webhookEvents);
    }

    /**
     * Sets how long Replicate may hold its answer to a create back to give the output with it ({@code Prefer: wait}). A
     * run that ends in that time takes one request; one that takes longer is then looked at from time to time. Only
     * {@code call} and {@code callAsync} wait; {@code create} and {@code stream} are answered at once.
     *
     * @param window 1 to 60 seconds, or zero for an answer at once; the default is 60 seconds
     * @return changed options
     * @throws InvalidInputException if out of range
     */
    public CallOptions syncWindow(Duration window) {
        boolean off = window.isZero();
        if (!off && (window.compareTo(Duration.ofSeconds(1)) < 0 || window.compareTo(LONGEST_WINDOW) > 0)) {
            throw new InvalidInputException(
                    "syncWindow must be 1 to 60 seconds, or zero to switch it off, but is " + window + ".");
        }
        return new CallOptions(timeout, window, fileStrategy, webhook, webhookEvents);
    }

    /**
     * Sets how local files among the inputs get to Replicate.
     *
     * @param strategy the default is that of the client
     * @return changed options
     */
    public CallOptions fileStrategy(FileStrategy strategy) {
        return new CallOptions(timeout, syncWindow, strategy, webhook, webhookEvents);
    }

    /**
     * Has Replicate report the run's progress to a URL as well.
     *
     * @param webhook an https URL
     * @param events which events; none for Replicate's default
     * @return changed options
     */
    public CallOptions webhook(URI webhook, WebhookEvent... events) {
        return new CallOptions(timeout, syncWindow, fileStrategy, webhook, List.of(events));
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

    /** Returns the options that matter for waiting. */
    @Override
    public String toString() {
        return "CallOptions[timeout=" + (timeout == null ? "none" : timeout) + ", syncWindow=" + syncWindow + "]";
    }
}
