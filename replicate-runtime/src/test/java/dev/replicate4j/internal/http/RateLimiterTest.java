package dev.replicate4j.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

    private static final String OPERATION = "things.create";

    private final FakeScheduler time = new FakeScheduler();
    private final RateLimiter gate = new RateLimiter(time);

    private List<RateLimiter.Permit> enter(int requests) {
        List<RateLimiter.Permit> admitted = new ArrayList<>();
        IntStream.range(0, requests)
                .mapToObj(i -> gate.enter(OPERATION))
                .filter(pass -> pass.pause().isZero())
                .forEach(admitted::add);
        return admitted;
    }

    private void back(List<RateLimiter.Permit> passes, boolean answered) {
        passes.forEach(pass -> gate.back(OPERATION, pass, answered));
    }

    @Test
    void nothingIsHeldBackBeforeARefusal() {
        assertThat(enter(1000)).hasSize(1000);
    }

    @Test
    void aRefusalClosesTheGateForAWhile() {
        gate.refuse(OPERATION, Duration.ofSeconds(7));

        assertThat(gate.enter(OPERATION).pause()).isEqualTo(Duration.ofSeconds(7));
        assertThat(gate.enter("things.get").pause()).isZero();
    }

    @Test
    void theLongerPauseCounts() {
        gate.refuse(OPERATION, Duration.ofSeconds(7));
        gate.refuse(OPERATION, Duration.ofSeconds(2));

        assertThat(gate.enter(OPERATION).pause()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void afterThePauseOneGoesThenTwoThenFour() {
        gate.refuse(OPERATION, Duration.ofSeconds(7));
        time.pass();

        for (int expected = 1; expected <= 64; expected *= 2) {
            List<RateLimiter.Permit> admitted = enter(1000);
            assertThat(admitted).hasSize(expected);
            // One answer after the other doubles what may be under way; take back all but the first as unanswered.
            back(admitted.subList(0, 1), true);
            back(admitted.subList(1, admitted.size()), false);
        }
        assertThat(enter(1000)).hasSize(1000);
    }

    @Test
    void aRefusalBeginsAnew() {
        gate.refuse(OPERATION, Duration.ofSeconds(7));
        time.pass();
        back(enter(1), true);
        List<RateLimiter.Permit> two = enter(1000);
        assertThat(two).hasSize(2);

        gate.back(OPERATION, two.get(0), false);
        gate.refuse(OPERATION, Duration.ofSeconds(7));
        time.pass();

        assertThat(enter(1000)).as("one of the two is still under way").isEmpty();
        gate.back(OPERATION, two.get(1), false);
        assertThat(enter(1000)).hasSize(1);
    }

    @Test
    void aLimitThatIsUsedUpOpensWideAgain() {
        gate.exhaust(OPERATION, Duration.ofSeconds(4));
        assertThat(gate.enter(OPERATION).pause()).isEqualTo(Duration.ofSeconds(4));

        time.pass();

        assertThat(enter(1000)).hasSize(64);
    }
}
