package dev.replicate4j.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Timeouts that are set for every call, and of which nearly none fires. */
class TimeoutsTest {

    private final Clock clock = new Clock();
    private final Timeouts timeouts = new Timeouts(clock);

    @Test
    void firesEachTimeoutAtItsTimeInWhateverOrderTheyAreSet() {
        List<String> fired = new ArrayList<>();
        for (int seconds : new int[] {30, 10, 20, 50, 40}) {
            timeouts.set(() -> fired.add(seconds + " at " + clock.seconds()), Duration.ofSeconds(seconds));
        }
        clock.passTo(60);
        assertThat(fired).containsExactly("10 at 10", "20 at 20", "30 at 30", "40 at 40", "50 at 50");
    }

    @Test
    void doesNotFireWhatIsCancelled() {
        List<String> fired = new ArrayList<>();
        Timeouts.Timeout first = timeouts.set(() -> fired.add("first"), Duration.ofSeconds(10));
        timeouts.set(() -> fired.add("second"), Duration.ofSeconds(20));
        first.cancel();
        clock.passTo(60);
        assertThat(fired).containsExactly("second");
    }

    @Test
    void plansAboutOneLookATimeoutHoweverLongManyCallsGoOn() {
        Queue<Timeouts.Timeout> underWay = new ArrayDeque<>();
        for (int second = 1; second <= 600; second++) {
            for (int call = 0; call < 20; call++) {
                underWay.add(timeouts.set(() -> {}, Duration.ofSeconds(60).plusMillis(call)));
                if (underWay.size() > 40) {
                    underWay.remove().cancel();
                }
            }
            clock.passTo(second);
        }
        assertThat(clock.scheduled).isBetween(10, 40);
    }

    /** Time that stands still until it is told to pass. */
    private static final class Clock implements Scheduler {

        private record Task(long time, Runnable work) {}

        private final Queue<Task> tasks = new PriorityQueue<>(Comparator.comparingLong(Task::time));
        private long now;
        private int scheduled;

        void passTo(int seconds) {
            long end = Duration.ofSeconds(seconds).toNanos();
            for (Task next = tasks.peek(); next != null && next.time() <= end; next = tasks.peek()) {
                tasks.remove();
                now = Math.max(now, next.time());
                next.work().run();
            }
            now = end;
        }

        long seconds() {
            return Duration.ofNanos(now).toSeconds();
        }

        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public Instant now() {
            return Instant.EPOCH.plusNanos(now);
        }

        @Override
        public double random() {
            return 0.5;
        }

        @Override
        public Future<?> schedule(Runnable task, Duration delay) {
            // Fails soon enough where looks multiply.
            assertThat(++scheduled).isLessThan(10_000);
            tasks.add(new Task(now + delay.toNanos(), task));
            return new CompletableFuture<>();
        }
    }
}
