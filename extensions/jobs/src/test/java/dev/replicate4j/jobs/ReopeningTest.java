package dev.replicate4j.jobs;

import static dev.replicate4j.jobs.Models.PAINTER;
import static dev.replicate4j.jobs.Models.POET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.ModelDefinition;
import dev.replicate4j.Replicate;
import dev.replicate4j.URLPath;
import dev.replicate4j.api.Prediction;
import dev.replicate4j.api.PredictionRequest;
import dev.replicate4j.jobs.internal.journal.Journal;
import dev.replicate4j.jobs.internal.journal.JournalEntry;
import dev.replicate4j.jobs.internal.journal.JournalReader;
import dev.replicate4j.model.ModelException;
import dev.replicate4j.model.OutputType;
import dev.replicate4j.testkit.Fault;
import dev.replicate4j.testkit.ReplicateServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job does about each state in which an earlier one was left. */
class ReopeningTest {

    private final ReplicateServer server = ReplicateServer.builder().start();
    private final Replicate replicate = server.client();

    @TempDir
    private Path folder;

    @BeforeEach
    void answer() {
        server.on(POET, input -> "a poem of " + input.text("prompt"));
        server.on(PAINTER, input -> List.of(server.file(input.text("prompt") + ".png")));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Job<Map<String, ?>, String> poems(UnaryOperator<JobBuilder<Map<String, ?>, String>> change) {
        return change.apply(Job.on(replicate.use(POET))
                        .store(folder)
                        .createsPerMinute(60_000)
                        .timeToAppear(Duration.ofMillis(150)))
                .open();
    }

    private Job<Map<String, ?>, String> poems() {
        return poems(builder -> builder);
    }

    private Prediction paid(String prompt) {
        return replicate
                .predictions()
                .create(PredictionRequest.model("acme/poet").input(Map.of("prompt", prompt)));
    }

    /** Leaves the record of a create in the journal, as a job does that is killed before the answer comes. */
    private void leaveIntent(String key, String prompt, Instant at) throws Exception {
        poems().close();
        DigestedInput input = DigestedInput.of(POET.toString(), Models.prompt(prompt), Set.of(), new byte[1]);
        append(new JournalEntry.Intent(key, at, "acme/poet", input.digest(), input.shown()));
    }

    private void append(JournalEntry entry) throws Exception {
        Path file = folder.resolve("journal.jsonl");
        long end = JournalReader.read(file, Set.of(), (offset, line) -> {});
        try (Journal journal = Journal.open(file, end, lines -> {}, (offset, line) -> {}, Runnable::run)) {
            journal.append(entry).join();
        }
    }

    @Test
    void createOfUnknownFateIsFoundAndAdopted() throws Exception {
        Prediction prediction = paid("cat");
        leaveIntent("a", "cat", Instant.now());

        try (Job<Map<String, ?>, String> job = poems()) {
            JobOutcome<String> outcome =
                    job.callAsync("a", Models.prompt("cat")).join();

            assertThat(outcome.get()).isEqualTo("a poem of cat");
            assertThat(outcome.predictionId()).contains(prediction.id());
        }
        server.requests().predictions().assertCount(1);
    }

    @Test
    void createThatSurelyNeverCameIsMade() throws Exception {
        paid("dog");
        leaveIntent("a", "cat", Instant.now());

        try (Job<Map<String, ?>, String> job = poems()) {
            assertThat(job.call("a", Models.prompt("cat"))).isEqualTo("a poem of cat");
        }
        server.requests().predictions().assertCount(2);
    }

    @Test
    void createIsFoundThoughTheClockWasSetBackAndThoughAThousandOthersCameLater() throws Exception {
        paid("cat");
        for (int i = 0; i < 1100; i++) {
            paid("dog");
        }
        leaveIntent("a", "cat", Instant.now().plus(Duration.ofDays(3)));

        try (Job<Map<String, ?>, String> job = poems()) {
            assertThat(job.call("a", Models.prompt("cat"))).isEqualTo("a poem of cat");
        }
        server.requests().predictions().assertCount(1101);
    }

    @Test
    void whereNobodyCanTellThePolicyDecides() throws Exception {
        List<String> ids = List.of(paid("cat").id(), paid("cat").id());
        leaveIntent("a", "cat", Instant.now());

        try (Job<Map<String, ?>, String> job = poems()) {
            JobOutcome<String> outcome =
                    job.callAsync("a", Models.prompt("cat")).join();

            assertThat(outcome.state()).isEqualTo(JobState.UNKNOWN);
            assertThatThrownBy(outcome::get)
                    .isInstanceOfSatisfying(
                            UnknownRunException.class,
                            unknown -> assertThat(unknown.candidates()).containsExactlyInAnyOrderElementsOf(ids));
        }
        try (Job<Map<String, ?>, String> job = poems(b -> b.unknownRuns(UnknownRunPolicy.SKIP))) {
            assertThat(job.callAsync("a", Models.prompt("cat")).join().state()).isEqualTo(JobState.SKIPPED);
        }
        server.requests().predictions().assertCount(2);

        try (Job<Map<String, ?>, String> job = poems(b -> b.unknownRuns(UnknownRunPolicy.PAY_AGAIN))) {
            assertThat(job.call("a", Models.prompt("cat"))).isEqualTo("a poem of cat");
        }
        server.requests().predictions().assertCount(3);
    }

    @Test
    void runGoesOnWhenTheJobIsClosedAndIsPickedUp() throws Exception {
        server.timing(Duration.ZERO, Duration.ofMillis(600));
        Job<Map<String, ?>, String> first = poems();
        var pending = first.callAsync("a", Models.prompt("cat"));
        server.requests().predictions().await(1);
        first.close();
        assertThat(pending.join().state()).isEqualTo(JobState.PENDING);

        try (Job<Map<String, ?>, String> job = poems()) {
            assertThat(job.call("a", Models.prompt("cat"))).isEqualTo("a poem of cat");
        }
        server.requests().predictions().assertCount(1);
        server.requests().cancellations().assertNone();
    }

    @Test
    void filesThatExpiredBeforeTheyWereKeptAreAnErrorAndNeverASecondRun() throws Exception {
        URLPath gone = server.file("gone.png");
        server.expire(gone.url());
        server.on(PAINTER, input -> List.of(gone));

        for (int i = 0; i < 2; i++) {
            try (Job<Map<String, ?>, List<URLPath>> job =
                    Job.on(replicate.use(PAINTER)).store(folder).open()) {
                JobOutcome<List<URLPath>> outcome =
                        job.callAsync("a", Models.prompt("cat")).join();

                assertThat(outcome.state()).isEqualTo(JobState.LOST);
                assertThatThrownBy(outcome::get)
                        .isInstanceOf(FilesLostException.class)
                        .hasMessageContaining(outcome.predictionId().orElseThrow());
            }
        }
        server.requests().predictions().assertCount(1);
    }

    @Test
    void failureByTheInputStaysAndOneOfTheMachineIsTriedAgain() {
        server.when(POET)
                .thenFail("prompt is too long")
                .thenFail("Prediction interrupted (code: PA)")
                .thenReturn("done");

        try (Job<Map<String, ?>, String> job = poems()) {
            assertThatThrownBy(() -> job.call("a", Models.prompt("cat"))).isInstanceOf(ModelException.class);
            assertThat(job.call("b", Models.prompt("dog"))).isEqualTo("done");
        }
        server.requests().predictions().assertCount(3);

        try (Job<Map<String, ?>, String> job = poems()) {
            assertThatThrownBy(() -> job.call("a", Models.prompt("cat")))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("prompt is too long");
        }
        server.requests().predictions().assertCount(3);

        try (Job<Map<String, ?>, String> job = poems(b -> b.failedRuns(FailedRunPolicy.always(3)))) {
            assertThat(job.call("a", Models.prompt("cat"))).isEqualTo("done");
        }
        server.requests().predictions().assertCount(4);
    }

    @Test
    void tornLineAtTheEndIsIgnored() throws Exception {
        try (Job<Map<String, ?>, String> job = poems()) {
            job.call("a", Models.prompt("cat"));
        }
        Path journal = folder.resolve("journal.jsonl");
        Files.writeString(journal, "{\"crc32c\":\"00", StandardOpenOption.APPEND);
        Files.writeString(journal, "\0\0\0\0\n\0\0\0", StandardOpenOption.APPEND);

        try (Job<Map<String, ?>, String> job = poems()) {
            assertThat(job.call("a", Models.prompt("cat"))).isEqualTo("a poem of cat");
            job.call("b", Models.prompt("dog"));
        }
        assertThat(Files.readAllLines(journal))
                .allSatisfy(
                        line -> assertThat(line).startsWith("{\"crc32c\":\"").endsWith("}"));
        server.requests().predictions().assertCount(2);
    }

    @Test
    void damagedLineInTheMiddleIsAnErrorThatNamesIt() throws Exception {
        try (Job<Map<String, ?>, String> job = poems()) {
            job.call("a", Models.prompt("cat"));
        }
        Path journal = folder.resolve("journal.jsonl");
        String text = Files.readString(journal);
        Files.writeString(journal, text.replaceFirst("STARTED", "STARTLE"));

        assertThatThrownBy(this::poems)
                .isInstanceOf(JobException.class)
                .hasMessageContaining("Line 3 of " + journal)
                .hasMessageContaining("damaged");
    }

    @Test
    void formatOfANewerVersionIsAnError() throws Exception {
        poems().close();
        Path manifest = folder.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"format\":1", "\"format\":2"));

        assertThatThrownBy(this::poems).isInstanceOf(JobException.class).hasMessageContaining("format 2");
    }

    @Test
    void anotherModelOrVersionIsAnErrorThatSaysHowToGoOn() {
        poems().close();

        assertThatThrownBy(() -> Job.on(replicate.use(PAINTER)).store(folder).open())
                .isInstanceOf(JobException.class)
                .hasMessageContaining("acme/poet")
                .hasMessageContaining("another folder");

        Path other = folder.resolve("other");
        Job.on(replicate.use(version("1"))).store(other).open().close();
        assertThatThrownBy(
                        () -> Job.on(replicate.use(version("2"))).store(other).open())
                .isInstanceOf(JobException.class)
                .hasMessageContaining("acme/lamp:" + "1".repeat(64))
                .hasMessageContaining("acceptNewVersion()");
        Job.on(replicate.use(version("2")))
                .store(other)
                .acceptNewVersion()
                .open()
                .close();
    }

    private static ModelDefinition<Map<String, ?>, String, String> version(String digit) {
        return ModelDefinition.versioned("acme/lamp", digit.repeat(64), OutputType.text());
    }

    @Test
    void forgottenKeyIsPaidAgain() {
        try (Job<Map<String, ?>, String> job = poems()) {
            job.call("a", Models.prompt("cat"));
            job.forget("a");
            assertThat(job.call("a", Models.prompt("dog"))).isEqualTo("a poem of dog");
        }
        server.requests().predictions().assertCount(2);
    }

    @Test
    void lostAnswersOfEqualInputsAreTheirOwnRuns() {
        server.inject(Fault.dropReplyAfterCreate().times(4));

        try (Job<Map<String, ?>, String> job = poems()) {
            List<String> ids = job.run(List.of("a", "b", "c", "d"), key -> key, key -> Models.prompt("cat"))
                    .map(outcome -> outcome.predictionId().orElseThrow())
                    .toList();

            assertThat(ids).doesNotHaveDuplicates();
        }
        server.requests().predictions().assertCount(4);
    }
}
