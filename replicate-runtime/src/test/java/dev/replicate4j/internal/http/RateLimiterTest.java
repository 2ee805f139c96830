package dev.replicate4j.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

    private static final String OPERATION = "things.create";

    private final FakeScheduler time = new FakeScheduler();
    private final RateLimiter limiter = new RateLimiter(time);
    private final List<Integer> sent = new ArrayList<>();

    @BeforeEach
    void nothingPassesByItself() {
        time.hold();
    }

    private void enter(int from, int to) {
        for (int i = from; i < to; i++) {
            int request = i;
            if (limiter.enter(OPERATION, () -> sent.add(request)) == null) {
                sent.add(request);
            }
        }
    }

    @Test
    void nothingIsHeldBackBeforeARefusal() {
        enter(0, 1000);

        assertThat(sent).hasSize(1000);
    }

    @Test
    void aRefusalPausesItsEndpointAlone() {
        limiter.pause(OPERATION, Duration.ofSeconds(7), true);

        assertThat(limiter.enter(OPERATION, () -> {})).isNotNull();
        assertThat(limiter.enter("things.get", () -> {})).isNull();
        assertThat(time.waits()).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void theLongerPauseCounts() {
        limiter.pause(OPERATION, Duration.ofSeconds(7), true);
        limiter.pause(OPERATION, Duration.ofSeconds(2), true);
        enter(0, 1);

        time.pass(Duration.ofSeconds(6));
        assertThat(sent).isEmpty();
        time.pass(Duration.ofSeconds(1));
        assertThat(sent).containsExactly(0);
    }

    @Test
    void afterThePauseAHundredGoInOrderWithinHalfASecondHoweverManyAreUnderWay() {
        limiter.pause(OPERATION, Duration.ofSeconds(7), true);
        enter(0, 100);
        time.pass(Duration.ofSeconds(7));
        assertThat(sent).containsExactly(0);

        for (int millis = 0; millis < 100; millis++) {
            time.pass(Duration.ofMillis(1));
        }
        assertThat(sent).hasSizeBetween(4, 6);
        for (int millis = 0; millis < 400; millis++) {
            time.pass(Duration.ofMillis(1));
        }

        assertThat(sent).hasSize(100).isSorted();
        assertThat(limiter.enter(OPERATION, () -> {}))
                .as("the limit is forgotten")
                .isNull();
    }

    @Test
    void eachRefusalAfterAPauseDoublesTheInterval() {
        limiter.pause(OPERATION, Duration.ofSeconds(1), true);
        time.pass(Duration.ofSeconds(1));
        limiter.pause(OPERATION, Duration.ofSeconds(1), true);
        limiter.pause(
                OPERATION, Duration.ofSeconds(1), true); // one more that was on its way: no reason to slow down further
        enter(0, 2);
        time.pass(Duration.ofSeconds(1));

        time.pass(Duration.ofMillis(49));
        assertThat(sent).containsExactly(0);
        time.pass(Duration.ofMillis(1));
        assertThat(sent).containsExactly(0, 1);
    }

    @Test
    void aRequestThatIsCancelledLeavesItsTurnToTheNext() {
        limiter.pause(OPERATION, Duration.ofSeconds(1), true);
        Future<?> first = limiter.enter(OPERATION, () -> sent.add(-1));
        enter(0, 1);

        assertThat(first).isNotNull();
        first.cancel(true);
        time.pass(Duration.ofSeconds(1));

        assertThat(sent).containsExactly(0);
    }

    @Test
    void waitersAreWokenByOneTaskForEachTurn() {
        limiter.pause(OPERATION, Duration.ofSeconds(60), true);
        enter(0, 50);

        time.pass(Duration.ofSeconds(60));
        while (sent.size() < 50) {
            time.pass(Duration.ofMillis(25));
        }

        assertThat(time.waits()).hasSizeLessThanOrEqualTo(51);
    }
}
