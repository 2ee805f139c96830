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

/** Looks at one run again and again, at the {@link Pace} of who waits for it. Holds no thread. Thread-safe. */
final class Watch {

    /** What a watch tells. */
    interface Watched {

        /** The prediction as it is now. */
        void seen(Prediction prediction);

        /** The prediction cannot be seen any more. */
        void lost(Throwable failure);

        /** What else is known of the run. */
        Pace.Watching watching();
    }

    /** The run goes on while the API cannot be reached, so an outage of this length is sat out. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Runs runs;
    private final String id;
    private final Watched watched;
    private long since;

    private boolean active;
    private boolean stopped;
    private boolean looking;
    private boolean again;
    private long lastSeen;
    private @Nullable Future<?> next;

    /** Makes a watch that does nothing yet; since is when the run was begun. */
    Watch(Runs runs, String id, long since, Watched watched) {
        this.runs = runs;
        this.id = id;
        this.since = since;
        this.watched = watched;
    }

    /** Begins to watch, if that was not done yet. */
    synchronized void start() {
        if (!active && !stopped) {
            active = true;
            lastSeen = runs.pacer().nanoTime();
            runs.watches().add(this);
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
            runs.watches().remove(this);
        }
    }

    /** The client is closed: nobody can look any more. */
    void close() {
        watched.lost(new IllegalStateException("The Replicate client was closed while it waited for prediction " + id
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
            watched.lost(failure);
        }
        goOn();
    }

    /** A prediction that can't be read would be no better the next time, and whoever waits must learn of it. */
    private void seen(Prediction prediction) {
        try {
            watched.seen(prediction);
        } catch (RuntimeException e) {
            watched.lost(e);
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
        Duration pause = Pace.next(elapsed(since), runs.watches().size(), watched.watching());
        next = runs.pacer().schedule(this::now, pause);
    }

    private Duration elapsed(long from) {
        return Duration.ofNanos(runs.pacer().nanoTime() - from);
    }
}
