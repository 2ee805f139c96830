package dev.replicate4j.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.Replicate;
import dev.replicate4j.URLPath;
import dev.replicate4j.testkit.Fault;
import dev.replicate4j.testkit.ReplicateServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM is killed with {@code kill -9} at seeded points while answers are lost, creates refused and files cut. */
class KillTest {

    private static final int KILLS = 20;
    private static final int ROWS = 300;
    private static final long SEED = 17;

    @TempDir
    private Path folder;

    @Test
    void nothingIsPaidTwiceAndNoFileIsHalfHoweverOftenTheProcessIsKilled() throws Exception {
        Random random = new Random(SEED);
        try (ReplicateServer server =
                ReplicateServer.builder().runningFor(Duration.ofMillis(60)).start()) {
            server.on(Models.PAINTER, input -> List.of(server.file(input.text("prompt") + ".png")));
            server.chaos(SEED, 0.1);
            int killed = 0;
            for (int i = 0; i < KILLS; i++) {
                server.inject(Fault.dropReplyAfterCreate().after(random.nextInt(5)));
                server.inject(Fault.throttle(Duration.ofMillis(20)).on("POST", "/v1/models/*/*/predictions"));
                killed += kill(server, random) ? 1 : 0;
                assertEveryFileIsWhole();
            }
            assertThat(killed).as("killed before the job was done").isGreaterThan(KILLS / 2);
            server.chaos(SEED, 0);

            Replicate replicate = server.client();
            try (Job<Map<String, ?>, List<URLPath>> job = KilledJob.open(replicate, folder)) {
                Map<JobState, Long> states = job.run(KilledJob.rows(ROWS), row -> row, Models::prompt)
                        .collect(Collectors.groupingBy(JobOutcome::state, Collectors.counting()));
                long unknown = states.getOrDefault(JobState.UNKNOWN, 0L);

                assertThat(states.values().stream().mapToLong(Long::longValue).sum())
                        .isEqualTo(ROWS);
                assertThat(states.getOrDefault(JobState.DONE, 0L)).isEqualTo(ROWS - unknown);
                assertPaidOnce(server, unknown);
            }
            assertEveryFileIsWhole();
        }
    }

    /** {@return whether it was still at work when it was killed} */
    private boolean kill(ReplicateServer server, Random random) throws IOException, InterruptedException {
        Process process = ChildJvm.start(
                List.of(), List.of(), KilledJob.class, server.baseUrl(), folder.toString(), String.valueOf(ROWS));
        try (var output = process.inputReader()) {
            // The clock starts with the first outcome, so that a slow machine kills at the same points.
            output.readLine();
            process.waitFor(20 + random.nextInt(180), TimeUnit.MILLISECONDS);
            boolean alive = process.isAlive();
            process.destroyForcibly().waitFor();
            return alive;
        }
    }

    private static void assertPaidOnce(ReplicateServer server, long unknown) {
        Map<Object, Long> paid =
                predictions(server).collect(Collectors.groupingBy(Object::toString, Collectors.counting()));
        long twice = paid.values().stream().filter(count -> count > 1).count();

        assertThat(twice).as("inputs that were paid more than once").isZero();
        assertThat((long) paid.size()).isBetween(ROWS - unknown, (long) ROWS);
    }

    private static Stream<Object> predictions(ReplicateServer server) {
        return server.client().predictions().list().stream()
                .map(prediction -> prediction.input().get("prompt"));
    }

    private void assertEveryFileIsWhole() throws Exception {
        Path files = folder.resolve("files");
        if (!Files.isDirectory(files)) {
            return;
        }
        try (Stream<Path> all = Files.walk(files)) {
            for (Path file : all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().endsWith(".part"))
                    .toList()) {
                byte[] end = Files.readAllBytes(file);
                // A PNG is whole if it ends with its last chunk.
                assertThat(HexFormat.of().formatHex(end)).as(file.toString()).endsWith("49454e44ae426082");
            }
        }
    }
}
