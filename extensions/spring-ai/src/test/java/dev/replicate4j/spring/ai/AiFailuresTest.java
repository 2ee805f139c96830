package dev.replicate4j.spring.ai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.error.ConnectionException;
import org.junit.jupiter.api.Test;
import org.springframework.ai.retry.NonTransientAiException;
import org.springframework.ai.retry.TransientAiException;

/** What may be tried again before a prediction exists may not once one does. */
class AiFailuresTest {

    private final ConnectionException neverSent = new ConnectionException("no connection", false, null);

    @Test
    void createThatWasNeverSentMayBeTriedAgain() {
        assertThat(AiFailures.of(neverSent)).isInstanceOf(TransientAiException.class);
    }

    @Test
    void pollThatWasNeverSentMayNot() {
        assertThat(AiFailures.afterCreation(neverSent))
                .isInstanceOf(NonTransientAiException.class)
                .hasMessage("no connection")
                .hasCause(neverSent);
    }
}
