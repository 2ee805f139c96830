package dev.replicate4j.testkit.internal.webhook;

import dev.replicate4j.testkit.internal.run.SimulatedRun;
import dev.replicate4j.testkit.internal.run.SimulatedRun.Change;
import dev.replicate4j.testkit.internal.time.ServerClock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Sends the webhooks of one run: for the events that were asked for, output and logs at most twice a second. */
final class WebhookSubscription implements Consumer<Change> {

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final ServerClock clock;
    private final SimulatedRun run;
    private final Function<Change, Supplier<CompletableFuture<Void>>> webhook;
    private final List<String> wanted;
    private final Map<Change, Instant> notBefore = new EnumMap<>(Change.class);
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    /**
     * Creates a subscription.
     *
     * @param webhook a webhook of the run as it is now, to be sent later; its stage completes when it was received or has
     *     failed once
     */
    WebhookSubscription(
            ServerClock clock, SimulatedRun run, Function<Change, Supplier<CompletableFuture<Void>>> webhook) {
        this.clock = clock;
        this.run = run;
        this.webhook = webhook;
        List<String> asked = run.spec().events();
        this.wanted = asked == null || asked.isEmpty() ? List.of("output", "completed") : asked;
    }

    @Override
    public synchronized void accept(Change change) {
        if (!wanted.contains(name(change))) {
            return;
        }
        if (change == Change.STARTED || change == Change.COMPLETED) {
            send(change);
        } else {
            throttle(change);
        }
    }

    private void throttle(Change change) {
        Instant now = clock.now();
        Instant due = notBefore.getOrDefault(change, now);
        if (!now.isBefore(due)) {
            notBefore.put(change, now.plus(PAUSE));
            send(change);
        } else if (due.isBefore(now.plus(PAUSE)) || due.equals(now.plus(PAUSE))) {
            // Changes within the pause are sent together at its end, by one webhook.
            notBefore.put(change, due.plus(PAUSE));
            clock.after(Duration.between(now, due), () -> late(change));
        }
    }

    private synchronized void late(Change change) {
        if (!run.ended()) {
            send(change);
        }
    }

    /** Sends one webhook after the other: the next when the last has been received or has failed once. */
    private void send(Change change) {
        Supplier<CompletableFuture<Void>> sending = webhook.apply(change);
        last = last.thenCompose(done -> sending.get());
    }

    private static String name(Change change) {
        return switch (change) {
            case STARTED -> "start";
            case OUTPUT -> "output";
            case LOGS -> "logs";
            case COMPLETED -> "completed";
        };
    }
}
