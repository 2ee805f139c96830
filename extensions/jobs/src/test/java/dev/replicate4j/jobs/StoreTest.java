package dev.replicate4j.jobs;

import static dev.replicate4j.jobs.Models.PAINTER;
import static dev.replicate4j.jobs.Models.POET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.replicate4j.ModelDefinition;
import dev.replicate4j.Replicate;
import dev.replicate4j.URLPath;
import dev.replicate4j.api.Prediction;
import dev.replicate4j.api.PredictionRequest;
import dev.replicate4j.model.OutputType;
import dev.replicate4j.testkit.Fault;
import dev.replicate4j.testkit.ReplicateServer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a job has on disk, and what it says where the disk fails it. */
class StoreTest {

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

    private JobBuilder<Map<String, ?>, List<URLPath>> pictures() {
        return Job.on(replicate.use(PAINTER))
                .store(folder)
                .createsPerMinute(60_000)
                .timeToAppear(Duration.ofMillis(150));
    }

    @Test
    void secondJobOfThisProcessIsRefused() {
        try (Job<Map<String, ?>, List<URLPath>> job = pictures().open()) {
            assertThatThrownBy(() -> pictures().open())
                    .isInstanceOf(JobException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("open already");
            assertThat(job.call("a", Models.prompt("cat"))).hasSize(1);
        }
        pictures().open().close();
    }

    /** Where closing a file releases all locks that a process has on it, as on Linux and macOS, looking must not open it. */
    @Test
    void refusalWithinThisProcessLetsNoOtherProcessIn() throws Exception {
        try (Job<Map<String, ?>, List<URLPath>> job = pictures().open()) {
            assertThatThrownBy(() -> pictures().open()).hasMessageContaining("open already");

            Process other =
                    ChildJvm.start(List.of(), List.of(), KilledJob.class, server.baseUrl(), folder.toString(), "1");

            assertThat(other.waitFor()).as("exit code of another process").isNotZero();
            assertThat(job.call("a", Models.prompt("cat"))).hasSize(1);
        }
        assertThat(server.requests().predictions().list()).hasSize(1);
    }

    @Test
    void keysOfAnyLanguageHaveFoldersOnAnyDisk() throws Exception {
        List<String> keys = List.of("\u732b", "\u00fc", "u\u0308", "x" + "\ud835\udc9c".repeat(100), "\ud835");
        try (Job<Map<String, ?>, List<URLPath>> job = pictures().open()) {
            assertThat(job.run(keys, key -> key, key -> Models.prompt("cat")).map(JobOutcome::state))
                    .hasSameSizeAs(keys)
                    .containsOnly(JobState.DONE);
        }
        try (Stream<Path> folders = Files.list(folder.resolve("files"))) {
            assertThat(folders.map(path -> path.getFileName().toString()))
                    .hasSameSizeAs(keys)
                    .allMatch(name -> name.matches("[ -}]+~[0-9a-f]{8}"));
        }
    }

    @Test
    void secondProcessIsRefusedUntilTheFirstDies() throws Exception {
        server.timing(Duration.ZERO, Duration.ofMinutes(10));
        Process first = ChildJvm.start(List.of(), List.of(), KilledJob.class, server.baseUrl(), folder.toString(), "1");
        server.requests().predictions().await(1);

        assertThatThrownBy(() -> pictures().open())
                .isInstanceOf(JobException.class)
                .hasMessageContaining("process " + first.pid());

        first.destroyForcibly().waitFor();
        pictures().open().close();
    }

    @Test
    void folderThatCannotBeWrittenIsAnErrorBeforeAnythingIsPaid() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> pictures().store(file.resolve("job")).open())
                .isInstanceOf(JobException.class)
                .hasMessageContaining(file.resolve("job").toString())
                .hasMessageContaining("may write");
        server.requests().assertNone();
    }

    @Test
    void whereFilesCannotBeWrittenTheJobStopsAndKeepsThemLater() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        try (Job<Map<String, ?>, List<URLPath>> job =
                pictures().files(file.resolve("kept")).mostRunning(1).open()) {
            assertThat(job.run(List.of("a", "b", "c"), key -> key, Models::prompt)
                            .map(JobOutcome::state))
                    .containsExactly(JobState.PENDING, JobState.NOT_BEGUN, JobState.NOT_BEGUN);
            assertThat(job.stopReason().orElseThrow()).contains("cannot be written");
        }
        try (Job<Map<String, ?>, List<URLPath>> job = pictures().open()) {
            assertThat(job.run(List.of("a", "b", "c"), key -> key, Models::prompt)
                            .map(JobOutcome::state))
                    .containsOnly(JobState.DONE);
        }
        server.requests().predictions().assertCount(3);
    }

    @Test
    void fullDiskStopsTheJobAndNothingIsPaidTwice() throws Exception {
        Path bash = Path.of("/bin/bash");
        assumeTrue(Files.isExecutable(bash), "no shell that limits the size of files");
        // No file may be larger than 20 KiB, which is less than the journal needs: its write fails as on a full disk.
        List<String> limit = List.of(bash.toString(), "-c", "ulimit -f 20; exec \"$@\"", "limit");

        List<String> lines = ChildJvm.run(limit, KilledJob.class, server.baseUrl(), folder.toString(), "200");

        assertThat(lines).hasSize(200).anyMatch(line -> line.startsWith("NOT_BEGUN"));
        try (Job<Map<String, ?>, List<URLPath>> job = KilledJob.open(replicate, folder)) {
            assertThat(job.run(KilledJob.rows(200), row -> row, Models::prompt).map(JobOutcome::state))
                    .hasSize(200)
                    .containsOnly(JobState.DONE);
        }
        server.requests().predictions().assertCount(200);
    }

    @Test
    void secretsAreNowhereOnDisk() throws Exception {
        ModelDefinition<Map<String, ?>, String, String> spy = ModelDefinition.<Map<String, ?>, String, String>official(
                        "acme/spy", "", OutputType.text())
                .secrets("token");
        server.when(spy).thenFail("token r8_very_secret is wrong");

        try (Job<Map<String, ?>, String> job =
                Job.on(replicate.use(spy)).store(folder).open()) {
            JobOutcome<String> outcome = job.callAsync("a", Map.of("token", "r8_very_secret", "prompt", "cat"))
                    .join();
            assertThat(outcome.failure()).hasMessageNotContaining("r8_very_secret");
        }

        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).doesNotContain("r8_very_secret");
            }
        }
        assertThat(Files.readString(folder.resolve("journal.jsonl"))).contains("{\"secret\":\"", "\"prompt\":\"cat\"");
    }

    static Stream<Configuration> fileSystems() {
        return Stream.of(Configuration.unix(), Configuration.osX(), Configuration.windows());
    }

    @ParameterizedTest
    @MethodSource("fileSystems")
    void filesMayBeKeptOnAnyFileSystemAndKeysMayBeAnyText(Configuration system) throws Exception {
        try (FileSystem memory = Jimfs.newFileSystem(system)) {
            Path kept = memory.getRootDirectories().iterator().next().resolve("kept");
            List<String> keys = List.of(
                    "../../etc/passwd",
                    "a/b",
                    "a_b",
                    "A_B",
                    "con",
                    "Aux.png",
                    "..",
                    " ",
                    "end.",
                    "a:b?c*",
                    "\u732b",
                    "\u00fc",
                    "u\u0308",
                    "x".repeat(300),
                    "x" + "\ud835\udc9c".repeat(100));
            try (Job<Map<String, ?>, List<URLPath>> job = pictures().files(kept).open()) {
                for (JobOutcome<List<URLPath>> outcome :
                        job.run(keys, key -> key, key -> Models.prompt("cat")).toList()) {
                    Path file = outcome.files().get(0).path();
                    assertThat(file.startsWith(kept)).isTrue();
                    assertThat(file.getParent().getParent()).isEqualTo(kept);
                    assertThat(Files.size(outcome.get().get(0))).isPositive();
                }
            }
            try (Stream<Path> folders = Files.list(kept)) {
                assertThat(folders).hasSameSizeAs(keys);
            }
        }
    }

    /** Where locks are mandatory, as on Windows, nobody else could read whose the folder is. */
    @Test
    void lockLeavesTheNameOfItsHolderReadable() throws Exception {
        try (Job<Map<String, ?>, List<URLPath>> job = pictures().open();
                FileChannel lock = FileChannel.open(folder.resolve("lock"), StandardOpenOption.WRITE);
                FileLock text = lock.tryLock(0, 1000, false)) {
            assertThat(job).isNotNull();
            assertThat(text.isValid()).isTrue();
            assertThatThrownBy(() -> pictures().open())
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void cutDownloadIsRepeatedAndHalfAFileIsNeverSeen() {
        server.inject(Fault.cutDownload(20).times(3));
        try (Job<Map<String, ?>, List<URLPath>> job = pictures().open()) {
            assertThat(job.callAsync("a", Models.prompt("cat")).join().state()).isEqualTo(JobState.DONE);
        }
        assertThat(folder.resolve("files/a"))
                .isDirectoryContaining("glob:**/0-cat.png")
                .isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void keeperKeepsTheFilesOfOneRun() throws Exception {
        Prediction prediction = replicate
                .predictions()
                .create(PredictionRequest.model("acme/painter").input(Map.of("prompt", "cat")));
        Prediction ended = replicate.predictions().await(prediction.id());

        KeptOutput<List<URLPath>> kept = Keeper.in(folder).keep("one", replicate.use(PAINTER), ended);
        server.expire(kept.files().get(0).url());

        assertThat(Files.size(kept.output().get(0)))
                .isEqualTo(kept.files().get(0).size());
        assertThatThrownBy(() -> Keeper.in(folder).keep("two", replicate.use(PAINTER), ended))
                .isInstanceOf(FilesLostException.class)
                .hasMessageContaining(prediction.id());
    }

    @Test
    void contentsThatCameInTheReplyAreKeptAsFiles() throws Exception {
        try (Job<Map<String, ?>, List<URLPath>> job =
                pictures().syncWindow(Duration.ofSeconds(10)).open()) {
            assertThat(job.call("a", Models.prompt("cat"))).hasSize(1);
        }
        assertThat(Files.size(folder.resolve("journal.jsonl"))).isLessThan(2000);
        try (Job<Map<String, ?>, List<URLPath>> job = pictures().open()) {
            URLPath picture = job.call("a", Models.prompt("cat")).get(0);

            assertThat(Files.readAllBytes(picture)).startsWith(0x89, 'P', 'N', 'G');
        }
        server.requests().predictions().assertCount(1);
    }

    @Test
    void progressIsPlainLinesWithoutATerminal() {
        var bytes = new java.io.ByteArrayOutputStream();
        try (Job<Map<String, ?>, List<URLPath>> job = pictures()
                .progress(ProgressDisplay.lines(new java.io.PrintStream(bytes, true), Duration.ofMillis(1)))
                .open()) {
            assertThat(job.run(List.of("a", "b"), key -> key, Models::prompt)).hasSize(2);
            assertThat(job.progress().done()).isEqualTo(2);
        }
        assertThat(bytes.toString())
                .contains("job: 2 of 2 ended, 0 failed, 0 running")
                .doesNotContain("\r");
    }
}
