package dev.replicate4j.spring.boot;

import dev.replicate4j.RunListener;
import dev.replicate4j.api.Prediction;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Refuses calls of a client that has spent what it may in the last period. What was spent is kept in memory, in slots of a
 * thousandth of the period, so that it takes the same space however many calls there are. Thread-safe.
 */
final class SpendingLimiter implements RunListener {

    private static final int SLOTS = 1000;

    private final String client;
    private final ReplicateProperties.Spending limits;
    private final LongSupplier nanoTime;
    private final long width;
    private final Deque<Slot> slots = new ArrayDeque<>();
    private long calls;
    private long predictTime;

    /** What was spent in a short time. */
    private static final class Slot {

        private final long begin;
        private long calls;
        private long predictTime;

        Slot(long begin) {
            this.begin = begin;
        }
    }

    /** A call, by when it began. */
    private record Call(long begin) {}

    SpendingLimiter(String client, ReplicateProperties.Spending limits, LongSupplier nanoTime) {
        if (limits.period().isZero() || limits.period().isNegative()) {
            throw new IllegalArgumentException(
                    "The spending period of " + client + " must be above zero, but is " + limits.period() + ".");
        }
        this.client = client;
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.width = Math.max(1, limits.period().toNanos() / SLOTS);
    }

    @Override
    public synchronized Object starting(String model) {
        Slot now = slot();
        Integer maxCalls = limits.maxCalls();
        if (maxCalls != null && calls >= maxCalls) {
            throw refusal(model, "max-calls", maxCalls + " calls", calls + " calls");
        }
        Duration maxPredictTime = limits.maxPredictTime();
        if (maxPredictTime != null && predictTime >= maxPredictTime.toNanos()) {
            throw refusal(
                    model, "max-predict-time", maxPredictTime + " of predict time", Duration.ofNanos(predictTime) + "");
        }
        now.calls++;
        calls++;
        return new Call(nanoTime.getAsLong());
    }

    private SpendingLimitException refusal(String model, String property, String limit, String spent) {
        return new SpendingLimitException("The call of " + model + " was not made: the client " + client
                + " may spend " + limit + " in " + limits.period() + ", and has spent " + spent
                + ". Wait, or raise spending." + property + " in its properties.");
    }

    /** Each prediction becomes terminal once. */
    @Override
    public void changed(Prediction prediction) {
        if (prediction.status().isTerminal()) {
            prediction.metrics().predictTime().ifPresent(time -> spent(time.toNanos()));
        }
    }

    /** An output that comes in the sync window comes before its metrics: the time that the call took bounds them. */
    @Override
    public void ended(@Nullable Object call, @Nullable Prediction prediction, @Nullable Throwable failure) {
        if (call instanceof Call known
                && prediction != null
                && !prediction.status().isTerminal()) {
            spent(nanoTime.getAsLong() - known.begin());
        }
    }

    private synchronized void spent(long nanos) {
        slot().predictTime += nanos;
        predictTime += nanos;
    }

    /** Forgets what is older than the period, and returns the slot of now. */
    private Slot slot() {
        long now = nanoTime.getAsLong();
        for (Slot first = slots.peekFirst();
                first != null && now - first.begin >= limits.period().toNanos();
                first = slots.peekFirst()) {
            calls -= first.calls;
            predictTime -= first.predictTime;
            slots.removeFirst();
        }
        Slot last = slots.peekLast();
        if (last == null || now - last.begin >= width) {
            last = new Slot(now);
            slots.addLast(last);
        }
        return last;
    }
}
