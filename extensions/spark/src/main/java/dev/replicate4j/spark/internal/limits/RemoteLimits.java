package dev.replicate4j.spark.internal.limits;

import dev.replicate4j.api.Metrics;
import dev.replicate4j.jobs.JobLimits;
import dev.replicate4j.jobs.LimitReachedException;
import dev.replicate4j.spark.internal.limits.LimitExchange.Event;
import dev.replicate4j.spark.internal.limits.LimitExchange.Kind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The limits of the driver, as the job of one bucket uses them: one exchange at a time. Thread-safe. */
public final class RemoteLimits implements JobLimits, AutoCloseable {

    private static final long INTERVAL_MILLIS = 25;
    private static final int MOST_FAILURES = 3;

    private final String run;
    private final int bucket;
    private final String opening = UUID.randomUUID().toString();
    private final LimitExchange.Channel channel;
    private final ScheduledExecutorService timer;
    private final Queue<CompletableFuture<@Nullable Void>> begins = new ArrayDeque<>(); // guarded by this, as all below
    private final Queue<CompletableFuture<@Nullable Void>> resends = new ArrayDeque<>();
    private List<Event> events = new ArrayList<>();
    private int newBegins;
    private int newResends;
    private long done;
    private long failed;
    private long number;
    private int failures;
    private boolean asking;
    private boolean exchanging;
    private @Nullable LimitExchange unanswered;
    private @Nullable RuntimeException stopped;

    private RemoteLimits(String run, int bucket, LimitExchange.Channel channel) {
        this.run = run;
        this.bucket = bucket;
        this.channel = channel;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "replicate-spark-limits");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Asks the driver for the limits of a bucket. */
    public static RemoteLimits of(String run, int bucket, LimitExchange.Channel channel) {
        return new RemoteLimits(run, bucket, channel);
    }

    @Override
    public CompletableFuture<@Nullable Void> begin() {
        CompletableFuture<@Nullable Void> permit = new CompletableFuture<>();
        RuntimeException reason;
        synchronized (this) {
            reason = stopped;
            if (reason == null) {
                newBegins++;
                begins.add(permit);
                askNow();
            }
        }
        return reason == null ? permit : CompletableFuture.failedFuture(reason);
    }

    @Override
    public CompletableFuture<@Nullable Void> resend() {
        CompletableFuture<@Nullable Void> permit = new CompletableFuture<>();
        RuntimeException reason;
        synchronized (this) {
            reason = stopped;
            if (reason == null) {
                newResends++;
                resends.add(permit);
                askNow();
            }
        }
        return reason == null ? permit : CompletableFuture.failedFuture(reason);
    }

    /**
     * Not before the job has told what was spent in earlier openings. From the first exchange on, the driver counts what this
     * opening tells instead of what the one before told: would the first come without it, others could spend it again.
     */
    private void startExchanges() {
        if (!exchanging && !timer.isShutdown()) {
            exchanging = true;
            timer.scheduleWithFixedDelay(this::exchange, 0, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** A permit that is free is given at once; the interval is for those that the driver could not give yet. */
    private void askNow() {
        startExchanges();
        if (!asking && !timer.isShutdown()) {
            asking = true; // one question serves all that wait by then
            timer.execute(this::exchange);
        }
    }

    @Override
    public synchronized int waiting() {
        return begins.size() + resends.size();
    }

    @Override
    public void resumed() {
        tell(Kind.RESUMED, Map.of(), 0, "");
    }

    @Override
    public void released() {
        tell(Kind.RELEASED, Map.of(), 0, "");
    }

    @Override
    public void ended(Metrics metrics) {
        tell(Kind.ENDED, metrics.json(), 0, "");
    }

    @Override
    public void endedBefore(Metrics metrics) {
        tell(Kind.ENDED_BEFORE, metrics.json(), 0, "");
    }

    @Override
    public void accepted() {
        tell(Kind.ACCEPTED, Map.of(), 0, "");
    }

    @Override
    public void refused(Duration retryAfter) {
        tell(Kind.REFUSED, Map.of(), retryAfter.toMillis(), "");
    }

    @Override
    public void pause(Duration time) {
        tell(Kind.PAUSE, Map.of(), time.toMillis(), "");
    }

    /** Lets nobody begin anything more, on any executor. */
    public void stopAll(String reason) {
        tell(Kind.STOPPED, Map.of(), 0, reason);
    }

    private synchronized void tell(
            Kind kind, Map<String, ? extends @Nullable Object> metrics, long millis, String why) {
        events.add(new Event(kind, new HashMap<>(metrics), millis, why));
        if (kind != Kind.ENDED_BEFORE && kind != Kind.RESUMED) {
            startExchanges();
        }
    }

    /** A row has ended. */
    public synchronized void row(boolean succeeded) {
        done += succeeded ? 1 : 0;
        failed += succeeded ? 0 : 1;
        startExchanges();
    }

    @Override
    public void stop(RuntimeException reason) {
        List<CompletableFuture<@Nullable Void>> waiting;
        synchronized (this) {
            stopped = reason;
            waiting = new ArrayList<>(begins);
            waiting.addAll(resends);
            begins.clear();
            resends.clear();
        }
        waiting.forEach(permit -> permit.completeExceptionally(reason));
    }

    private void exchange() {
        LimitExchange next = next();
        if (next == null) {
            return;
        }
        try {
            LimitExchange.Answer answer = channel.send(next);
            synchronized (this) {
                unanswered = null;
                failures = 0;
            }
            grant(answer);
        } catch (Exception e) {
            boolean end;
            synchronized (this) {
                end = ++failures >= MOST_FAILURES;
            }
            if (end) {
                stop(new LimitReachedException("the driver cannot be reached (" + e.getMessage() + ")"));
            }
        }
    }

    private synchronized @Nullable LimitExchange next() {
        asking = false;
        if (unanswered != null) {
            return unanswered;
        }
        boolean nothing = begins.isEmpty() && resends.isEmpty() && events.isEmpty() && done == 0 && failed == 0;
        if (nothing && number > 0) {
            return null;
        }
        LimitExchange next = new LimitExchange(
                run, bucket, opening, ++number, newBegins, newResends, List.copyOf(events), done, failed);
        newBegins = 0;
        newResends = 0;
        events = new ArrayList<>();
        done = 0;
        failed = 0;
        unanswered = next;
        return next;
    }

    private void grant(LimitExchange.Answer answer) {
        List<CompletableFuture<@Nullable Void>> granted = new ArrayList<>();
        synchronized (this) {
            take(begins, answer.begun(), granted);
            take(resends, answer.resent(), granted);
        }
        granted.forEach(permit -> permit.complete(null));
        if (answer.stopReason() != null) {
            stop(new LimitReachedException(answer.stopReason()));
        }
    }

    private static void take(
            Queue<CompletableFuture<@Nullable Void>> waiting,
            int count,
            List<CompletableFuture<@Nullable Void>> granted) {
        for (int i = 0; i < count; i++) {
            CompletableFuture<@Nullable Void> permit = waiting.poll();
            if (permit != null) {
                granted.add(permit);
            }
        }
    }

    /** Tells the driver what is left to be told. */
    @Override
    public void close() {
        synchronized (this) {
            timer.shutdown();
        }
        try {
            timer.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange();
    }
}
