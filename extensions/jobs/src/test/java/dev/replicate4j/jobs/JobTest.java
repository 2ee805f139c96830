package dev.replicate4j.jobs;

import static dev.replicate4j.jobs.Models.PAINTER;
import static dev.replicate4j.jobs.Models.POET;
import static dev.replicate4j.jobs.Models.UPSCALER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.Replicate;
import dev.replicate4j.URLPath;
import dev.replicate4j.testkit.Fault;
import dev.replicate4j.testkit.ReplicateServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobTest {

    private final ReplicateServer server = ReplicateServer.builder().start();
    private final Replicate replicate = server.client();

    @TempDir
    private Path folder;

    @BeforeEach
    void answer() {
        server.on(POET, input -> "a poem of " + input.text("prompt"));
        server.on(PAINTER, input -> List.of(server.file(input.text("prompt") + ".png")));
        server.on(UPSCALER, input -> server.file("large.png"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JobBuilder<Map<String, ?>, String> poems() {
        return Job.on(replicate.use(POET))
                .store(folder)
                .createsPerMinute(60_000)
                .timeToAppear(Duration.ofMillis(200));
    }

    private JobBuilder<Map<String, ?>, List<URLPath>> pictures() {
        return Job.on(replicate.use(PAINTER))
                .store(folder)
                .createsPerMinute(60_000)
                .timeToAppear(Duration.ofMillis(200));
    }

    private static List<String> rows(int count) {
        return IntStream.range(0, count).mapToObj(i -> "cat " + i).toList();
    }

    @Test
    void everyRowIsCalledOnceAndReturnedAgainWithoutARequest() {
        try (Job<Map<String, ?>, String> job = poems().open()) {
            assertThat(job.run(rows(50), row -> row, Models::prompt))
                    .hasSize(50)
                    .allSatisfy(outcome -> assertThat(outcome.get()).isEqualTo("a poem of " + outcome.key()));
        }
        server.requests().predictions().assertCount(50);
        int before = server.requests().size();

        try (Job<Map<String, ?>, String> job = poems().open()) {
            assertThat(job.runInOrder(rows(50), row -> row, Models::prompt).map(JobOutcome::key))
                    .containsExactlyElementsOf(rows(50));
        }

        assertThat(server.requests().size()).isEqualTo(before);
    }

    @Test
    void filesAreKeptUnderReadableNamesAndSurviveTheirUrls() throws Exception {
        URLPath picture;
        try (Job<Map<String, ?>, List<URLPath>> job = pictures().open()) {
            picture = job.call("cat-1", Models.prompt("cat")).get(0);
            server.expire(picture.url());
            assertThat(Files.size(picture)).isPositive();
        }
        try (Job<Map<String, ?>, List<URLPath>> job = pictures().open()) {
            JobOutcome<List<URLPath>> outcome =
                    job.callAsync("cat-1", Models.prompt("cat")).join();

            KeptFile file = outcome.files().get(0);
            assertThat(file.path()).isEqualTo(folder.resolve("files/cat-1/0-cat.png"));
            assertThat(outcome.get().get(0).kept()).contains(file.path());
            assertThat(Files.readAllBytes(outcome.get().get(0))).hasSize((int) file.size());
            assertThat(file.mediaType()).isEqualTo("image/png");
        }
        server.requests().predictions().assertCount(1);
    }

    @Test
    void lostAnswerIsLookedUpAndNotPaidAgain() {
        server.inject(Fault.dropReplyAfterCreate().times(3));

        try (Job<Map<String, ?>, String> job = poems().open()) {
            assertThat(job.run(rows(10), row -> row, Models::prompt))
                    .allSatisfy(outcome -> assertThat(outcome.get()).isNotEmpty());
        }

        server.requests().predictions().assertCount(10);
    }

    @Test
    void outputOfOneStepIsTheInputOfTheNext() {
        for (int i = 0; i < 2; i++) {
            try (Job<Map<String, ?>, List<URLPath>> job = pictures().open()) {
                Job<Map<String, ?>, URLPath> upscale = job.with(replicate.use(UPSCALER));
                URLPath image = job.call("img:1", Models.prompt("cat")).get(0);

                assertThat(upscale.call("up:1", Map.of("image", image)).kept()).isPresent();
            }
        }
        server.requests().predictions().assertCount(2);
    }

    @Test
    void sameKeyWithAnotherInputIsAnError() {
        try (Job<Map<String, ?>, String> job = poems().open()) {
            job.call("a", Models.prompt("cat"));

            assertThatThrownBy(() -> job.call("a", Models.prompt("dog")))
                    .isInstanceOf(JobException.class)
                    .hasMessageContaining("\"a\"")
                    .hasMessageContaining("another input");
        }
    }
}
