package dev.replicate4j.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.acme.models.Storyteller;
import dev.replicate4j.testkit.ReplicateServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Tests with recordings, run by JUnit. */
class RecordedTestsTest {

    private static final String FOLDER = "target/test-recordings";

    private final ReplicateServer upstream = ReplicateServer.builder().start();

    @BeforeEach
    void pointAtUpstream() throws IOException {
        delete(Path.of(FOLDER));
        upstream.on(Storyteller.MODEL, input -> "Recorded: " + input.text("prompt"));
        System.setProperty("REPLICATE_BASE_URL", upstream.baseUrl());
        System.setProperty("REPLICATE_API_TOKEN", "token");
    }

    @AfterEach
    void stop() {
        System.clearProperty("REPLICATE_BASE_URL");
        System.clearProperty("REPLICATE_API_TOKEN");
        upstream.close();
    }

    @Test
    void testThatMaySpendRecordsOnceAndIsReplayedEverAfter() {
        assertThat(run(Recording.class).getFailures()).isEmpty();
        assertThat(Path.of(FOLDER, "Recording", "story.json")).exists();
        upstream.requests().predictions().assertCount(1);

        upstream.close();
        assertThat(run(Recording.class).getFailures()).isEmpty();
    }

    @Test
    void testThatMayNotSpendFailsWithoutRecording() {
        assertThat(run(Forbidden.class).getFailures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.getException())
                        .hasMessageContaining("Nothing has been recorded yet")
                        .hasMessageContaining("@AllowSpending"));
        assertThat(Path.of(FOLDER, "Forbidden")).doesNotExist();
        upstream.requests().assertNone();
    }

    @Test
    void testThatFailsLeavesNoRecording() {
        assertThat(run(Failing.class).getFailures()).hasSize(1);
        upstream.requests().predictions().assertCount(1);
        assertThat(Path.of(FOLDER, "Failing")).doesNotExist();
    }

    private static TestExecutionSummary run(Class<?> type) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(type))
                                .build(),
                        listener);
        assertThat(listener.getSummary().getTestsStartedCount()).isEqualTo(1);
        return listener.getSummary();
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(RecordedTestsTest::deleteOne);
            }
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AllowSpending
    @ReplicateTest(recordings = FOLDER)
    @EnabledIfSystemProperty(named = "REPLICATE_BASE_URL", matches = ".+")
    static class Recording {

        @Test
        void story() {
            assertThat(Storyteller.call("a llama")).isEqualTo("Recorded: a llama");
        }
    }

    @ReplicateTest(recordings = FOLDER)
    @EnabledIfSystemProperty(named = "REPLICATE_BASE_URL", matches = ".+")
    static class Forbidden {

        @Test
        void story() {
            Storyteller.call("a llama");
        }
    }

    @AllowSpending
    @ReplicateTest(recordings = FOLDER)
    @EnabledIfSystemProperty(named = "REPLICATE_BASE_URL", matches = ".+")
    static class Failing {

        @Test
        void story() {
            assertThat(Storyteller.call("a llama")).isEqualTo("something else");
        }
    }
}
