package dev.replicate4j.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.testkit.ReplicateServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that share limits, and jobs whose records are kept in a second place. */
class SharedLimitsTest {

    private final ReplicateServer server = ReplicateServer.builder().start();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        server.close();
    }

    private JobBuilder<Map<String, ?>, String> poems(String name) {
        server.on(Models.POET, input -> "a poem of " + input.text("prompt"));
        return Job.on(server.client().use(Models.POET))
                .store(folder.resolve(name))
                .createsPerMinute(60_000)
                .timeToAppear(Duration.ofMillis(200));
    }

    private static long done(Job<Map<String, ?>, String> job, int rows) {
        return job.run(IntStream.range(0, rows).mapToObj(i -> "cat " + i).toList(), row -> row, Models::prompt)
                .filter(outcome -> outcome.state() == JobState.DONE)
                .count();
    }

    @Test
    void twoJobsKeepToOneBudgetAndAJobThatIsOpenedAgainCountsOnce() {
        try (SharedLimits limits = SharedLimits.of(60_000, Budget.runs(15))) {
            try (Job<Map<String, ?>, String> cats =
                    poems("cats").limits(limits.share("cats")).open()) {
                assertThat(done(cats, 10)).isEqualTo(10);
            }
            try (Job<Map<String, ?>, String> again =
                            poems("cats").limits(limits.share("cats")).open();
                    Job<Map<String, ?>, String> dogs =
                            poems("dogs").limits(limits.share("dogs")).open()) {
                assertThat(done(again, 10)).isEqualTo(10);
                assertThat(done(dogs, 10)).isEqualTo(5);
                assertThat(dogs.stopReason())
                        .hasValueSatisfying(why -> assertThat(why).contains("budget of 15 runs"));
            }
        }
        server.requests().predictions().assertCount(15);
    }

    @Test
    void jobsStopTogether() {
        try (SharedLimits limits = SharedLimits.of(60_000, Budget.unlimited());
                Job<Map<String, ?>, String> job =
                        poems("cats").limits(limits.share("cats")).open()) {
            assertThat(done(job, 3)).isEqualTo(3);
            limits.stop("too many rows have failed");

            assertThat(done(job, 5)).isEqualTo(3);
            assertThat(job.stopReason()).contains("too many rows have failed");
        }
    }

    @Test
    void replicaOpensAsTheJobItself() throws IOException {
        Path copy = Files.createDirectories(folder.resolve("copy"));
        ByteArrayOutputStream journal = new ByteArrayOutputStream();
        JobReplica replica = new JobReplica() {
            @Override
            public void journal(byte[] lines) {
                journal.writeBytes(lines);
            }

            @Override
            public void file(String name, Path file) {}
        };
        try (Job<Map<String, ?>, String> job = poems("cats").replica(replica).open()) {
            assertThat(done(job, 10)).isEqualTo(10);
        }
        Files.write(copy.resolve("journal.jsonl"), journal.toByteArray());
        Files.copy(folder.resolve("cats/manifest.json"), copy.resolve("manifest.json"));

        try (Job<Map<String, ?>, String> job = poems("copy").open()) {
            assertThat(done(job, 10)).isEqualTo(10);
        }

        server.requests().predictions().assertCount(10);
    }

    @Test
    void nothingIsSentThatTheReplicaDoesNotHave() {
        JobReplica full = new JobReplica() {
            @Override
            public void journal(byte[] lines) throws IOException {
                if (new String(lines, java.nio.charset.StandardCharsets.UTF_8).contains("INTENT")) {
                    throw new IOException("no space left");
                }
            }

            @Override
            public void file(String name, Path file) {}
        };
        try (Job<Map<String, ?>, String> job = poems("cats").replica(full).open()) {
            List<JobState> states = job.run(List.of("a", "b"), row -> row, Models::prompt)
                    .map(JobOutcome::state)
                    .toList();

            assertThat(states).containsOnly(JobState.NOT_BEGUN);
            assertThat(job.stopReason())
                    .hasValueSatisfying(why -> assertThat(why).contains("no space left"));
        }
        server.requests().predictions().assertCount(0);
    }
}
