package dev.replicate4j;

import dev.replicate4j.internal.call.ReplayBuffer;
import dev.replicate4j.internal.http.Transport;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Publishes a tape by the rules of <a href="https://github.com/reactive-streams/reactive-streams-jvm">Reactive Streams</a>;
 * their numbers stand beside the code.
 */
final class PiecePublisher<P extends @Nullable Object> implements Flow.Publisher<P> {

    private final ReplayBuffer<P> tape;
    private final Transport transport;

    PiecePublisher(ReplayBuffer<P> tape, Transport transport) {
        this.tape = tape;
        this.transport = transport;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super P> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber"); // 1.9
        new Reading(subscriber).begin();
    }

    private final class Reading implements Flow.Subscription {

        private final AtomicLong demand = new AtomicLong();
        private final AtomicInteger draining = new AtomicInteger(1); // not before onSubscribe has returned
        private final AtomicBoolean waiting = new AtomicBoolean();
        private volatile Flow.@Nullable Subscriber<? super P> subscriber;
        private volatile boolean wrongDemand;

        private ReplayBuffer.Chunk<P> part = new ReplayBuffer.Chunk<>(List.of(), false, null);
        private int next;
        private int read;

        Reading(Flow.Subscriber<? super P> subscriber) {
            this.subscriber = subscriber;
        }

        void begin() {
            Flow.Subscriber<? super P> to = subscriber;
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
            while (subscriber != null && fill() && demand.get() > 0) {
                demand.accumulateAndGet(1, (have, one) -> have == Long.MAX_VALUE ? have : have - one);
                next(part.pieces().get(next++));
            }
            if (subscriber != null && next == part.pieces().size()) {
                endOrWait();
            }
        }

        /** Tells whether there is a piece to signal. */
        private boolean fill() {
            if (next == part.pieces().size() && !part.ended()) {
                part = tape.read(read);
                next = 0;
                read += part.pieces().size();
            }
            return next < part.pieces().size();
        }

        private void endOrWait() {
            if (part.ended()) {
                end(part.failure());
            } else if (waiting.compareAndSet(false, true)) {
                transport.published(tape.more(read)).thenRun(() -> {
                    waiting.set(false);
                    drain();
                });
            }
        }

        private void next(P piece) {
            Flow.Subscriber<? super P> to = subscriber;
            if (piece == null) {
                end(new NullPointerException(
                        "The model yielded null, which a reactive stream cannot carry (rule 2.13)."));
            } else if (to != null) {
                to.onNext(piece);
            }
        }

        private void end(@Nullable Throwable failure) {
            Flow.Subscriber<? super P> to = subscriber;
            subscriber = null; // 1.7
            if (to != null && failure == null) {
                to.onComplete();
            } else if (to != null) {
                to.onError(failure);
            }
        }
    }
}
