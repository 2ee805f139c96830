package dev.replicate4j.internal.call;

import dev.replicate4j.api.Prediction;
import dev.replicate4j.error.ApiException;
import dev.replicate4j.error.RateLimitException;
import dev.replicate4j.error.ReplicateException;
import dev.replicate4j.error.ServerException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Looks at one run again and again, at the {@link PollInterval} of who waits for it. Holds no thread. Thread-safe. */
final class Poller {

    /** What a poller tells. */
    interface Listener {

        /** The prediction as it is now. */
        void seen(Prediction prediction);

        /** The prediction cannot be seen any more. */
        void lost(Throwable failure);

        /** What else is known of the run. */
        PollInterval.Watching watching();
    }

    /** The run goes on while the API cannot be reached, so an outage of this length is sat out. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final PredictionService runs;
    private final String id;
    private final Listener listener;
    private long since;

    private boolean active;
    private boolean stopped;
    private boolean looking;
    private boolean again;
    private long lastSeen;
    private @Nullable Future<?> next;

    /** Makes a poller that does nothing yet; since is when the run was begun. */
    Poller(PredictionService runs, String id, long since, Listener listener) {
        this.runs = runs;
        this.id = id;
        this.since = since;
        this.listener = listener;
    }

    /** Begins to watch, if that was not done yet. */
    synchronized void start() {
        if (!active && !stopped) {
            active = true;
            lastSeen = runs.pacer().nanoTime();
            runs.pollers().add(this);
            sleep();
        }
    }

    /** Looks at the run at once. */
    void now() {
        synchronized (this) {
            if (stopped || looking) {
                again = looking;
                return;
            }
            looking = true;
            if (next != null) {
                next.cancel(false);
            }
        }
        runs.predictions().getAsync(id).whenComplete(this::answered);
    }

    /** Looks at the run at once, and then as often as if it had just begun: its end is near. */
    void soon() {
        synchronized (this) {
            since = runs.pacer().nanoTime();
        }
        start();
        now();
    }

    /** Looks at the run no more. */
    synchronized void stop() {
        stopped = true;
        if (next != null) {
            next.cancel(false);
        }
        if (active) {
            active = false;
            runs.pollers().remove(this);
        }
    }

    /** The client is closed: nobody can look any more. */
    void close() {
        listener.lost(new IllegalStateException("The Replicate client was closed while it waited for prediction " + id
                + ", which goes on. Pick it up again with resume on another client."));
    }

    private void answered(@Nullable Prediction prediction, @Nullable Throwable failure) {
        synchronized (this) {
            looking = false;
            if (stopped) {
                return;
            }
            if (prediction != null) {
                lastSeen = runs.pacer().nanoTime();
            }
        }
        if (prediction != null) {
            seen(prediction);
        } else if (failure != null && !passes(failure)) {
            listener.lost(failure);
        }
        goOn();
    }

    /** A prediction that can't be read would be no better the next time, and whoever waits must learn of it. */
    private void seen(Prediction prediction) {
        try {
            listener.seen(prediction);
        } catch (RuntimeException e) {
            listener.lost(e);
        }
    }

    private synchronized boolean passes(Throwable thrown) {
        Throwable failure = thrown instanceof CompletionException ? thrown.getCause() : thrown;
        boolean refused = failure instanceof ApiException
                && !(failure instanceof ServerException || failure instanceof RateLimitException);
        return !refused
                && failure instanceof ReplicateException
                && elapsed(lastSeen).compareTo(PATIENCE) < 0;
    }

    private void goOn() {
        boolean atOnce;
        synchronized (this) {
            atOnce = again;
            again = false;
            if (!atOnce && active && !stopped && !looking) {
                sleep();
            }
        }
        if (atOnce) {
            now();
        }
    }

    private synchronized void sleep() {
        Duration pause = PollInterval.next(elapsed(since), runs.pollers().size(), listener.watching());
        next = runs.pacer().schedule(this::now, pause);
    }

    private Duration elapsed(long from) {
        return Duration.ofNanos(runs.pacer().nanoTime() - from);
    }
}
