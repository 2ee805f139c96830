package dev.replicate4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTest {

    @Test
    void newestBarIsTaken() {
        assertThat(Progress.in("  0%|          | 0/50\n 42%|####2     | 21/50 [00:03<00:04]\n"))
                .contains(new Progress(42, 21, 50));
    }

    @Test
    void barThatIsRedrawnWithCarriageReturnsIsReadAtItsNewest() {
        assertThat(Progress.in("using seed 42\n 12%|#  | 6/50\r 50%|##  | 25/50\r 98%|### | 49/50"))
                .contains(new Progress(98, 49, 50));
    }

    @Test
    void barWithADescriptionBeforeIt() {
        assertThat(Progress.in("Loading: 12%|#  | 1/8")).contains(new Progress(12, 1, 8));
    }

    @Test
    void linesAfterTheBarDoNotHideIt() {
        assertThat(Progress.in("100%|###| 8/8\nsaving\n")).contains(new Progress(100, 8, 8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "no bar", "12% done", "12%| 1.2k/5k", "7it [00:01]"})
    void whatIsNoBarGivesNone(String logs) {
        assertThat(Progress.in(logs)).isEmpty();
    }
}
