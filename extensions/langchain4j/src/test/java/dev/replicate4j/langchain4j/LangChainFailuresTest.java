package dev.replicate4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.exception.RetriableException;
import dev.replicate4j.api.Prediction;
import dev.replicate4j.error.ConnectionException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is retriable before a prediction exists is not once one does. */
class LangChainFailuresTest {

    private final RuntimeException neverSent = new ConnectionException("no connection", false, null);
    private final RuntimeException lost = new ConnectionException("no reply", true, null);
    private final Prediction prediction = new Prediction(Map.of("id", "p1"));

    @Test
    void createThatWasNeverSentIsRetriable() {
        assertThat(LangChainFailures.of(neverSent, null)).isInstanceOf(RetriableException.class);
    }

    @Test
    void createThatMayHaveArrivedIsNot() {
        assertThat(LangChainFailures.of(lost, null)).isInstanceOf(NonRetriableException.class);
    }

    @Test
    void pollThatWasNeverSentIsNot() {
        assertThat(LangChainFailures.of(neverSent, prediction))
                .isInstanceOf(NonRetriableException.class)
                .hasMessage("no connection (prediction p1)");
    }
}
