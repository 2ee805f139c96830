package dev.replicate4j.internal.call;

import dev.replicate4j.api.Prediction;
import dev.replicate4j.error.ApiException;
import dev.replicate4j.error.DecodeException;
import dev.replicate4j.error.RateLimitException;
import dev.replicate4j.error.ReplicateException;
import dev.replicate4j.error.ServerException;
import dev.replicate4j.internal.http.Futures;
import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Looks at one run again and again, at the {@link PollInterval} of who waits for it. Holds no thread. Thread-safe. */
final class Poller implements CallContext.Activity {

    /** What a poller tells. */
    interface Listener {

        /** The prediction as it is now. */
        void seen(Prediction prediction);

        /** The prediction cannot be read any more. */
        void lost(Throwable failure);

        /** The client is closed. */
        void closed();

        /** What else is known of the run. */
        PollInterval.Watching watching();
    }

    /** The run goes on while the API cannot be reached, so an outage of this length does not end the waiting. */
    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(2);

    /** Answers in a row that cannot be read: one may be a proxy's page, more will not get better. */
    private static final int UNREADABLE = 3;

    private final CallContext context;
    private final String id;
    private final Listener listener;
    private final long madeAt;
    private long since;

    private boolean active;
    private boolean stopped;
    private boolean looking;
    private boolean again;
    private long lastSeen;
    private int unreadable;
    private @Nullable Future<?> next;

    /** Makes a poller that does nothing yet; since is when the run was begun. */
    Poller(CallContext context, String id, long since, Listener listener) {
        this.context = context;
        this.id = id;
        this.since = since;
        this.madeAt = context.scheduler().nanoTime();
        this.listener = listener;
    }

    /** Begins to watch, if that was not done yet. */
    synchronized void start() {
        if (!active && !stopped) {
            active = true;
            lastSeen = context.scheduler().nanoTime();
            context.activities().add(this);
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
        context.predictions().getAsync(id).whenComplete(this::answered);
    }

    /** Looks at the run at once, and then as often as if it had just begun: its end is near. */
    void soon() {
        synchronized (this) {
            since = context.scheduler().nanoTime();
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
            context.activities().remove(this);
        }
    }

    /** The client is closed: nobody can poll any more. */
    @Override
    public void close() {
        listener.closed();
    }

    private void answered(@Nullable Prediction prediction, @Nullable Throwable failure) {
        synchronized (this) {
            looking = false;
            if (stopped) {
                return;
            }
            if (prediction != null) {
                lastSeen = context.scheduler().nanoTime();
                unreadable = 0;
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
        Throwable failure = Futures.unwrap(thrown);
        if (failure instanceof DecodeException) {
            return ++unreadable < UNREADABLE;
        }
        boolean refused = failure instanceof ApiException
                && !(failure instanceof ServerException || failure instanceof RateLimitException);
        return context.mayStillAppear(failure, madeAt)
                || !refused
                        && failure instanceof ReplicateException
                        && context.elapsed(lastSeen).compareTo(LONGEST_OUTAGE) < 0;
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
        Duration pause =
                PollInterval.next(context.elapsed(since), context.activities().size(), listener.watching());
        next = context.scheduler().schedule(this::now, pause);
    }
}
