package dev.replicate4j.internal.http;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Publishes items that come in batches, by the rules of <a
 * href="https://github.com/reactive-streams/reactive-streams-jvm">Reactive Streams</a>; their numbers stand beside the code.
 */
public final class DemandPublisher<T extends @Nullable Object> implements Flow.Publisher<T> {

    /**
     * Some items.
     *
     * @param items in their order; may be none
     * @param last whether nothing comes after them
     * @param failure why nothing comes after them; null for success
     */
    public record Batch<T extends @Nullable Object>(
            List<T> items, boolean last, @Nullable Throwable failure) {}

    /** Gives the batches to one subscriber, one after the other. */
    @FunctionalInterface
    public interface Source<T extends @Nullable Object> {

        /** Returns the next batch; not called again before it is complete, nor after the last one. */
        CompletableFuture<Batch<T>> next();

        /** Ends the source before its last batch: the subscriber has cancelled. */
        default void close() {}
    }

    private final Supplier<Source<T>> sources;
    private final boolean eager;

    /**
     * Makes a publisher.
     *
     * @param sources gives each subscriber a source from the first item on
     * @param eager whether a batch is asked for before there is demand for its items
     */
    public DemandPublisher(Supplier<Source<T>> sources, boolean eager) {
        this.sources = sources;
        this.eager = eager;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber"); // 1.9
        new Reading(subscriber, sources.get()).begin();
    }

    private final class Reading implements Flow.Subscription {

        private final Source<T> source;
        private final AtomicLong demand = new AtomicLong();
        private final AtomicInteger draining = new AtomicInteger(1); // not before onSubscribe has returned
        private final AtomicBoolean waiting = new AtomicBoolean();
        private volatile Flow.@Nullable Subscriber<? super T> subscriber;
        private volatile boolean wrongDemand;
        private volatile Batch<T> batch = new Batch<>(List.of(), false, null);
        private int next;

        Reading(Flow.Subscriber<? super T> subscriber, Source<T> source) {
            this.subscriber = subscriber;
            this.source = source;
        }

        void begin() {
            Flow.Subscriber<? super T> to = subscriber;
            if (to != null) {
                to.onSubscribe(this); // 1.9
            }
            drainOn();
        }

        @Override
        public void request(long count) {
            if (count <= 0) {
                wrongDemand = true; // 3.9
            } else {
                demand.accumulateAndGet(count, (have, more) -> have + more < 0 ? Long.MAX_VALUE : have + more); // 3.17
            }
            drain();
        }

        @Override
        public void cancel() {
            subscriber = null; // 3.5, 3.13
            source.close();
        }

        /** Signals what can be signalled; one thread at a time (1.3), and without recursion (3.3). */
        private void drain() {
            if (draining.getAndIncrement() == 0) {
                drainOn();
            }
        }

        private void drainOn() {
            int missed = 1;
            do {
                signal();
                missed = draining.addAndGet(-missed);
            } while (missed > 0);
        }

        private void signal() {
            if (wrongDemand) {
                end(new IllegalArgumentException("A subscriber must request a positive number of items (rule 3.9)."));
            }
            if (waiting.get()) {
                return;
            }
            while (subscriber != null && next < batch.items().size() && demand.get() > 0) {
                demand.accumulateAndGet(1, (have, one) -> have == Long.MAX_VALUE ? have : have - one);
                next(batch.items().get(next++));
            }
            if (subscriber != null && next == batch.items().size()) {
                endOrFetch();
            }
        }

        private void endOrFetch() {
            if (batch.last()) {
                end(batch.failure());
            } else if (eager || demand.get() > 0) {
                waiting.set(true);
                fetch().whenComplete((more, failure) -> {
                    batch = failure == null ? more : new Batch<>(List.of(), true, Futures.unwrap(failure));
                    next = 0;
                    waiting.set(false);
                    drain();
                });
            }
        }

        private CompletableFuture<Batch<T>> fetch() {
            try {
                return source.next();
            } catch (RuntimeException e) {
                return CompletableFuture.failedFuture(e);
            }
        }

        private void next(T item) {
            Flow.Subscriber<? super T> to = subscriber;
            if (item == null) {
                end(new NullPointerException(
                        "The model yielded null, which a reactive stream cannot carry (rule 2.13)."));
            } else if (to != null) {
                to.onNext(item);
            }
        }

        private void end(@Nullable Throwable failure) {
            Flow.Subscriber<? super T> to = subscriber;
            subscriber = null; // 1.7
            if (to != null && failure == null) {
                to.onComplete();
            } else if (to != null) {
                to.onError(failure);
            }
        }
    }
}
