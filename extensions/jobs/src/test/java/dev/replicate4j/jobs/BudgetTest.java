package dev.replicate4j.jobs;

import static dev.replicate4j.jobs.Models.POET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.Replicate;
import dev.replicate4j.api.Metrics;
import dev.replicate4j.testkit.Fault;
import dev.replicate4j.testkit.ReplicateServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BudgetTest {

    private final ReplicateServer server = ReplicateServer.builder().start();
    private final Replicate replicate = server.client();
    private final List<String> reasons = new ArrayList<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void answer() {
        server.on(POET, input -> "a poem of " + input.text("prompt"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JobBuilder<Map<String, ?>, String> poems() {
        return Job.on(replicate.use(POET))
                .store(folder)
                .createsPerMinute(60_000)
                .timeToAppear(Duration.ofMillis(150))
                .listener(new JobListener() {
                    @Override
                    public void stopped(String reason) {
                        reasons.add(reason);
                    }
                });
    }

    private static Map<JobState, Long> states(Stream<JobOutcome<String>> outcomes) {
        return outcomes.collect(Collectors.groupingBy(JobOutcome::state, Collectors.counting()));
    }

    private static List<String> rows(int count) {
        return IntStream.range(0, count).mapToObj(i -> "cat " + i).toList();
    }

    @Test
    void budgetOfRunsHoldsOverAllOpeningsAndWhatRunsIsFinished() {
        try (Job<Map<String, ?>, String> job = poems().budget(Budget.runs(7)).open()) {
            assertThat(states(job.run(rows(20), row -> row, Models::prompt)))
                    .isEqualTo(Map.of(JobState.DONE, 7L, JobState.NOT_BEGUN, 13L));
            assertThat(job.stopReason().orElseThrow()).contains("budget of 7 runs is used up");
        }
        try (Job<Map<String, ?>, String> job = poems().budget(Budget.runs(9)).open()) {
            assertThat(states(job.run(rows(20), row -> row, Models::prompt)))
                    .isEqualTo(Map.of(JobState.DONE, 9L, JobState.NOT_BEGUN, 11L));
            assertThatThrownBy(() -> job.call("more", Models.prompt("x"))).isInstanceOf(NotBegunException.class);
        }
        server.requests().predictions().assertCount(9);
        assertThat(reasons).hasSize(2);
    }

    @Test
    void estimateIsMadeOfWhatReplicateHasMeasured() {
        BudgetAccount account = new BudgetAccount(Budget.estimate(
                        10, metrics -> metrics.predictTime().orElseThrow().toSeconds())
                .and(Budget.predictTime(Duration.ofHours(1))));

        assertThat(account.reserve("")).isNull();
        account.ended("", new Metrics(Map.of("predict_time", 4.0)));
        assertThat(account.reserve("")).as("4 spent, 4 expected").isNull();
        assertThat(account.reserve("")).contains("the budget of 10 by estimate is used up");
        account.ended("", new Metrics(Map.of("predict_time", 1.0)));
        assertThat(account.reserve("")).as("5 spent, 2.5 expected").isNull();
    }

    @Test
    void creditThatIsUsedUpStopsTheJobAndNothingIsLost() {
        server.inject(Fault.insufficientCredit().after(5).always());
        try (Job<Map<String, ?>, String> job = poems().mostRunning(1).open()) {
            assertThat(states(job.run(rows(10), row -> row, Models::prompt)))
                    .isEqualTo(Map.of(JobState.DONE, 5L, JobState.NOT_BEGUN, 5L));
        }
        assertThat(reasons).hasSize(1);
        server.reset();
        answer();
        try (Job<Map<String, ?>, String> job = poems().open()) {
            assertThat(states(job.run(rows(10), row -> row, Models::prompt))).isEqualTo(Map.of(JobState.DONE, 10L));
        }
        server.requests().predictions().assertCount(5);
    }

    @Test
    void refusedCreatesSlowTheJobDownAndNoneIsLost() {
        server.inject(Fault.throttleWithHeader(Duration.ofMillis(1))
                .on("POST", "/v1/models/*/*/predictions")
                .times(12));

        try (Job<Map<String, ?>, String> job = poems().open()) {
            assertThat(states(job.run(rows(10), row -> row, Models::prompt))).isEqualTo(Map.of(JobState.DONE, 10L));
        }
    }

    @Test
    void equalInputsRunOnceWhereAskedFor() {
        for (int i = 0; i < 2; i++) {
            try (Job<Map<String, ?>, String> job = poems().equalInputsOnce().open()) {
                assertThat(job.run(List.of("a", "b", "c"), key -> key, key -> Models.prompt("cat"))
                                .map(JobOutcome::get))
                        .containsOnly("a poem of cat");
                assertThat(job.call("d", Models.prompt("dog"))).isEqualTo("a poem of dog");
            }
        }
        server.requests().predictions().assertCount(2);
    }

    @Test
    void canceledJobCancelsItsRuns() throws Exception {
        server.when(POET).thenHang();
        try (Job<Map<String, ?>, String> job = poems().open()) {
            var first = job.callAsync("a", Models.prompt("cat"));
            server.requests().predictions().await(1);
            server.requests().polls().await(1);
            job.cancel();

            assertThat(first.get().state()).isEqualTo(JobState.FAILED);
            assertThat(job.callAsync("b", Models.prompt("dog")).get().state()).isEqualTo(JobState.NOT_BEGUN);
        }
        server.requests().cancellations().assertCount(1);
    }

    @Test
    void refusedInputFailsAloneAndIsNotSentAgain() {
        server.inject(Fault.error(422));
        for (int i = 0; i < 2; i++) {
            try (Job<Map<String, ?>, String> job = poems().mostRunning(1).open()) {
                assertThat(states(job.run(rows(3), row -> row, Models::prompt)))
                        .isEqualTo(Map.of(JobState.FAILED, 1L, JobState.DONE, 2L));
            }
        }
    }
}
