package dev.replicate4j.jobs.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FastInstantTest {

    @Test
    void everyTimeIsReadAsItWasWritten() {
        Random random = new Random(7);
        for (int i = 0; i < 5000; i++) {
            Instant time = Instant.ofEpochSecond(
                    random.nextLong(-60_000_000_000L, 250_000_000_000L),
                    i % 3 == 0 ? 0 : i % 3 == 1 ? random.nextInt(1000) * 1_000_000 : random.nextInt(1_000_000_000));
            assertThat(FastInstant.parse(time.toString())).isEqualTo(time);
        }
        assertThat(FastInstant.parse("2026-11-28T10:00:00.5+01:00")).isEqualTo("2026-11-28T09:00:00.5Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Z", "2026-13-01T00:00:00Z", "2026-01-01 00:00:00Z", "yesterday"})
    void whatIsNoTimeIsAnError(String text) {
        assertThatThrownBy(() -> FastInstant.parse(text)).isInstanceOf(DateTimeException.class);
    }
}
