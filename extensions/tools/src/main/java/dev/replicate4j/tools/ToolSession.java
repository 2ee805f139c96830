package dev.replicate4j.tools;

import dev.replicate4j.Replicate;
import dev.replicate4j.Run;
import dev.replicate4j.api.Prediction;
import dev.replicate4j.api.Status;
import dev.replicate4j.error.DecodeException;
import dev.replicate4j.error.NotFoundException;
import dev.replicate4j.jobs.JobListener;
import dev.replicate4j.jobs.JobOutcome;
import dev.replicate4j.jobs.JobState;
import dev.replicate4j.jobs.Keeper;
import dev.replicate4j.jobs.KeptFile;
import dev.replicate4j.jobs.KeptOutput;
import dev.replicate4j.tools.internal.access.AccessException;
import dev.replicate4j.tools.internal.access.FileAccess;
import dev.replicate4j.tools.internal.schema.AuthorText;
import dev.replicate4j.tools.internal.schema.ToolJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls pinned models for a language model: within a budget, with arguments that are checked first, and without paying twice
 * for the same.
 *
 * <pre>{@code
 * try (ToolSession session = ToolSession.on(replicate)
 *         .pins(Path.of("src/main/replicate"))
 *         .save(Path.of("images"))
 *         .budget(Budget.runs(20))
 *         .open()) {
 *     ToolResult result = session.call("black-forest-labs__flux-dev", Map.of("prompt", "a cat"));
 *     System.out.println(result.text());
 * }
 * }</pre>
 *
 * <ul>
 *   <li>Arguments are checked by the tool's schema before anything is sent.
 *   <li>Equal arguments return the run that was made before, whether it has ended or not, unless the argument {@code again}
 *       is true.
 *   <li>A call that takes longer than 45 seconds is answered with the id of its run; the tool {@code get_run} returns its
 *       output later.
 *   <li>Whatever goes wrong is an answer with {@link ToolResult#isError}, whose text says what to change.
 * </ul>
 *
 * <p>Safe for use by several threads.
 */
public final class ToolSession implements AutoCloseable {

    private static final String JOURNALS = ".runs";
    private static final String RUN_ID = "[a-z0-9]{8,64}";
    private static final int KEY_DIGITS = 16;

    private final ToolSettings settings;
    private final Replicate replicate;
    private final Path folder;
    private final Map<String, ModelTool> tools = new LinkedHashMap<>();
    private final List<ToolDescriptor> descriptors = new ArrayList<>();
    private final FileAccess access;
    private final AnswerWriter answers;
    private final ToolJob job;
    private final Map<String, ToolRun> latest = new ConcurrentHashMap<>();
    private final Map<String, ToolRun> byKey = new ConcurrentHashMap<>();
    private final Map<String, ToolRun> byId = new ConcurrentHashMap<>();
    private final AtomicLong repetitions = new AtomicLong(System.currentTimeMillis());
    private final ExecutorService threads = Executors.newCachedThreadPool(daemons("replicate-tools"));
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(daemons("replicate-tools-timer"));

    private ToolSession(ToolSettings settings, Replicate replicate, Path folder) {
        this.settings = settings;
        this.replicate = replicate;
        this.folder = folder;
        List<Path> readable = new ArrayList<>(settings.folders());
        readable.add(folder);
        this.access = new FileAccess(readable, settings.addresses());
        this.answers = new AnswerWriter(access, folder, settings.save() != null, settings.longestSide());
        settings.pins().forEach(pin -> {
            ModelTool tool = ModelTool.of(pin, replicate, settings.runTimeout());
            tools.put(tool.name(), tool);
            descriptors.add(tool.descriptor());
        });
        descriptors.add(ToolDescriptor.getRun());
        this.job = new ToolJob(
                List.copyOf(tools.values()), folder.resolve(JOURNALS), folder, settings.budget(), new Started());
    }

    /**
     * Begins to describe a session.
     *
     * @param replicate the client that makes the calls; closing the session does not close it
     * @return a builder
     */
    public static ToolSessionBuilder on(Replicate replicate) {
        return new ToolSessionBuilder(replicate);
    }

    static ToolSession open(ToolSettings settings) {
        try {
            Path save = settings.save();
            Path folder = save == null ? Files.createTempDirectory("replicate-tools") : Files.createDirectories(save);
            Replicate client = settings.replicate().toBuilder()
                    .addressFilter(settings.addresses()::allows)
                    .build();
            return new ToolSession(settings, client, folder.toRealPath());
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + settings.save() + " cannot be used: " + e, e);
        }
    }

    /** {@return the tools: one for each model, and {@code get_run}} */
    public List<ToolDescriptor> tools() {
        return List.copyOf(descriptors);
    }

    /** {@return the folder where files are; a temporary one where nothing is saved} */
    public Path folder() {
        return folder;
    }

    /**
     * Calls a tool and blocks until there is an answer. Interrupting the thread gives the call up.
     *
     * @param tool the tool's name
     * @param arguments plain JSON values
     * @return the answer
     */
    public ToolResult call(String tool, Map<String, ?> arguments) {
        CompletableFuture<ToolResult> answer = callAsync(tool, arguments, null);
        try {
            return answer.get();
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return ToolResult.error("The call of " + tool + " was interrupted, and is being canceled.", null);
        } catch (ExecutionException | CancellationException e) {
            return ToolResult.error(tool + " could not be called: " + ToolFailures.message(e.getCause()), null);
        }
    }

    /**
     * Calls a tool with arguments as a language model writes them.
     *
     * @param tool the tool's name
     * @param arguments a JSON object; an empty text for no arguments
     * @return the answer; an error where the text is no JSON object
     */
    public ToolResult call(String tool, String arguments) {
        try {
            return call(tool, ToolJson.object(arguments.isBlank() ? "{}" : arguments));
        } catch (IllegalArgumentException e) {
            return ToolResult.error(e.getMessage() + " Nothing was run. Call " + tool + " again.", null);
        }
    }

    /**
     * Calls a tool without blocking.
     *
     * @param tool the tool's name
     * @param arguments plain JSON values
     * @param listener is told every few seconds; null for none
     * @return the answer to come. Cancelling it cancels the run, unless another call waits for it too
     */
    public CompletableFuture<ToolResult> callAsync(
            String tool, Map<String, ?> arguments, @Nullable ToolProgressListener listener) {
        ToolAnswer answer = new ToolAnswer();
        if (threads.isShutdown()) {
            answer.complete(ToolResult.error("The session is closed; nothing was run.", null));
            return answer;
        }
        threads.execute(() -> {
            try {
                begin(answer, tool, arguments, listener);
            } catch (RuntimeException e) {
                answer.complete(ToolResult.error(tool + " could not be called: " + ToolFailures.message(e), null));
            }
        });
        return answer;
    }

    private void begin(
            ToolAnswer answer, String name, Map<String, ?> arguments, @Nullable ToolProgressListener listener) {
        if (name.equals(ToolDescriptor.GET_RUN)) {
            getRun(answer, arguments, listener);
            return;
        }
        ModelTool tool = tools.get(name);
        if (tool == null) {
            answer.complete(ToolResult.error(
                    "There is no tool \"" + AuthorText.clean(name, 64) + "\". The tools are "
                            + String.join(", ", tools.keySet()) + ", " + ToolDescriptor.GET_RUN + ".",
                    null));
            return;
        }
        Map<String, Object> read = tool.arguments().read(arguments);
        List<String> problems = tool.arguments().problems(read);
        if (!problems.isEmpty()) {
            answer.complete(ToolFailures.invalid(tool, problems));
            return;
        }
        Map<String, Object> input;
        try {
            input = tool.arguments().withFiles(read, access::resolve);
        } catch (AccessException e) {
            answer.complete(ToolFailures.invalid(tool, List.of(String.valueOf(e.getMessage()))));
            return;
        }
        if (answer.isDone()) {
            return; // given up before anything was sent
        }
        boolean again = Boolean.TRUE.equals(read.get(tool.again()));
        String key = tool.name() + "-"
                + RunKeys.digest(tool.definition().toString(), input).substring(0, KEY_DIGITS);
        Joined joined = runOf(tool, key, input, again);
        join(answer, joined.run(), joined.before(), listener);
    }

    /**
     * A run that a call waits for.
     *
     * @param before whether it had been begun by an earlier call
     */
    private record Joined(ToolRun run, boolean before) {}

    private synchronized Joined runOf(ModelTool tool, String key, Map<String, Object> input, boolean again) {
        ToolRun known = latest.get(key);
        if (known != null && !again && isReusable(known)) {
            return new Joined(known, true);
        }
        boolean first = known == null && !again;
        ToolRun run = new ToolRun(tool, first ? key : key + "-" + Long.toString(repetitions.incrementAndGet(), 36));
        boolean idle = byKey.values().stream().allMatch(other -> other.outcome().isDone());
        byKey.put(run.key(), run);
        latest.put(key, run);
        try {
            job.call(tool, run.key(), input, idle)
                    .whenComplete((@Nullable JobOutcome<@Nullable Object> outcome, @Nullable Throwable failure) ->
                            ended(run, outcome, failure));
        } catch (RuntimeException e) {
            ended(run, null, e);
        }
        return new Joined(run, false);
    }

    /** What was never paid, or was canceled, is begun anew. */
    private static boolean isReusable(ToolRun run) {
        if (!run.outcome().isDone()) {
            return !run.isCanceled();
        }
        if (run.outcome().isCompletedExceptionally() || run.isCanceled()) {
            return false;
        }
        JobOutcome<?> outcome = run.outcome().join();
        return outcome.state() != JobState.NOT_BEGUN
                && (outcome.state() != JobState.FAILED || outcome.predictionId().isPresent());
    }

    private static void ended(
            ToolRun run, @Nullable JobOutcome<@Nullable Object> outcome, @Nullable Throwable failure) {
        if (outcome != null) {
            outcome.predictionId().ifPresent(run.started()::complete);
            run.outcome().complete(outcome);
        } else {
            run.outcome().completeExceptionally(failure == null ? new CancellationException() : failure);
        }
    }

    /** Hears which prediction a call has become. */
    private final class Started implements JobListener {

        @Override
        public void started(String key, String predictionId) {
            ToolRun run = byKey.get(key);
            if (run != null) {
                byId.put(predictionId, run);
                run.started().complete(predictionId);
                if (run.isCanceled()) {
                    replicate.predictions().cancelAsync(predictionId);
                }
            }
        }
    }

    private void join(ToolAnswer answer, ToolRun run, boolean before, @Nullable ToolProgressListener listener) {
        run.join();
        run.id().ifPresent(id -> byId.put(id, run));
        long start = System.nanoTime();
        limit(
                answer,
                start,
                listener,
                () -> progress(run),
                () -> AnswerWriter.running(
                        run.tool(),
                        run.id().orElse(null),
                        settings.answerWithin().toSeconds()));
        answer.onAbandon(() -> {
            if (run.giveUp()) {
                run.id().ifPresent(id -> replicate.predictions().cancelAsync(id));
            }
        });
        run.outcome()
                .whenCompleteAsync(
                        (@Nullable JobOutcome<@Nullable Object> outcome, @Nullable Throwable failure) ->
                                answer.complete(
                                        outcome == null
                                                ? ToolResult.error(
                                                        run.tool().model() + " could not be called: "
                                                                + ToolFailures.message(unwrapped(failure)),
                                                        null)
                                                : answered(run, outcome, before)),
                        threads);
        answer.whenComplete((result, failure) -> {
            if (!answer.isCancelled()) {
                run.leave();
            }
        });
    }

    private static @Nullable Throwable unwrapped(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private ToolResult answered(ToolRun run, JobOutcome<@Nullable Object> outcome, boolean before) {
        outcome.predictionId().ifPresent(id -> byId.put(id, run));
        boolean sloppy = outcome.failure() instanceof DecodeException;
        if (outcome.state() != JobState.DONE || (outcome.failure() != null && !sloppy)) {
            return ToolFailures.of(run.tool(), outcome);
        }
        // What a model returned against its schema was paid all the same.
        Object output = outcome.failure() instanceof DecodeException other ? other.raw() : outcome.output();
        String note = before
                ? "This is the run that was made before for the same arguments; nothing was paid for it now. Pass "
                        + run.tool().again() + ": true for another run.\n"
                : "";
        return answers.answer(
                run.tool(), outcome.predictionId().orElse(""), output, outcome.files(), outcome.metrics(), note);
    }

    /** Bounds how long a call waits, and tells its listener meanwhile. */
    private void limit(
            ToolAnswer answer,
            long start,
            @Nullable ToolProgressListener listener,
            Supplier<OptionalInt> progress,
            Supplier<ToolResult> running) {
        Future<?> end = timer.schedule(
                () -> threads.execute(() -> answer.complete(running.get())),
                settings.answerWithin().toNanos(),
                TimeUnit.NANOSECONDS);
        answer.whenComplete((result, failure) -> end.cancel(false));
        if (listener == null) {
            return;
        }
        long every = settings.progressEvery().toNanos();
        Future<?> ticks = timer.scheduleWithFixedDelay(
                () -> threads.execute(() -> {
                    if (!answer.isDone()) {
                        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
                        OptionalInt percent = progress.get();
                        listener.progressed(elapsed, percent, message(elapsed, percent));
                    }
                }),
                every,
                every,
                TimeUnit.NANOSECONDS);
        answer.whenComplete((result, failure) -> ticks.cancel(false));
    }

    private static String message(Duration elapsed, OptionalInt percent) {
        return "running for " + elapsed.toSeconds() + " s"
                + (percent.isPresent() ? ", " + percent.getAsInt() + " %" : "");
    }

    private OptionalInt progress(ToolRun run) {
        Optional<String> id = run.id();
        return id.isEmpty() ? OptionalInt.empty() : progress(run.tool(), id.get());
    }

    private OptionalInt progress(ModelTool tool, String id) {
        try {
            return replicate
                    .resume(tool.definition(), id)
                    .progress()
                    .map(bar -> OptionalInt.of(bar.percent()))
                    .orElse(OptionalInt.empty());
        } catch (RuntimeException unknown) {
            return OptionalInt.empty(); // the time alone is news enough
        }
    }

    // ---- get_run

    private void getRun(ToolAnswer answer, Map<String, ?> arguments, @Nullable ToolProgressListener listener) {
        Object id = arguments.get("run_id");
        if (!(id instanceof String text) || !text.matches(RUN_ID)) {
            answer.complete(ToolResult.error(
                    "run_id must be the run_id of an answer: lower case letters and digits. Nothing was run.", null));
            return;
        }
        ToolRun run = byId.get(text);
        if (run != null) {
            join(answer, run, false, listener);
        } else {
            resume(answer, text, listener);
        }
    }

    /** A run of an earlier session, or of another client of the same account. */
    private void resume(ToolAnswer answer, String id, @Nullable ToolProgressListener listener) {
        Prediction prediction;
        try {
            prediction = replicate.predictions().get(id);
        } catch (NotFoundException e) {
            answer.complete(ToolResult.error("There is no run " + id + ".", null));
            return;
        }
        Optional<ModelTool> found =
                tools.values().stream().filter(tool -> isOf(tool, prediction)).findFirst();
        if (found.isEmpty()) {
            answer.complete(ToolResult.error("Run " + id + " is not one of these tools.", null));
            return;
        }
        ModelTool tool = found.get();
        Run<@Nullable Object, @Nullable Object> run = replicate.resume(tool.definition(), prediction);
        limit(
                answer,
                System.nanoTime(),
                listener,
                () -> progress(tool, id),
                () -> AnswerWriter.running(tool, id, settings.answerWithin().toSeconds()));
        answer.onAbandon(run::cancelAsync);
        run.outputAsync().whenCompleteAsync((output, failure) -> answer.complete(resumed(tool, run, failure)), threads);
    }

    private static boolean isOf(ModelTool tool, Prediction prediction) {
        Object model = prediction.json().get("model");
        Object version = prediction.json().get("version");
        return tool.model().equals(model)
                || tool.definition().version().map(id -> id.equals(version)).orElse(false);
    }

    private ToolResult resumed(
            ModelTool tool, Run<@Nullable Object, @Nullable Object> run, @Nullable Throwable failure) {
        Prediction prediction = run.prediction();
        if (!prediction.status().isTerminal()) {
            return ToolResult.error(
                    "Run " + run.id() + " of " + tool.model() + " could not be awaited: "
                            + ToolFailures.message(unwrapped(failure)),
                    run.id());
        }
        if (!prediction.status().equals(Status.SUCCEEDED)) {
            return ToolResult.error(
                    "Run " + run.id() + " of " + tool.model() + " has the status \"" + prediction.status()
                            + "\" and no output. The model says: "
                            + AuthorText.quoted(prediction.error().orElse("no reason"), 1_000) + ".",
                    run.id());
        }
        try {
            KeptOutput<@Nullable Object> kept =
                    Keeper.in(folder).keep(tool.name() + "-" + run.id(), tool.function(), prediction);
            List<KeptFile> files = kept.files();
            return answers.answer(tool, run.id(), kept.output(), files, prediction.metrics(), "");
        } catch (DecodeException e) {
            return answers.answer(tool, run.id(), prediction.output(), List.of(), prediction.metrics(), "");
        } catch (IOException | RuntimeException e) {
            return ToolResult.error(
                    "Run " + run.id() + " of " + tool.model() + " has succeeded, but its output cannot be fetched: "
                            + ToolFailures.message(e),
                    run.id());
        }
    }

    /**
     * Begins no more calls. Runs under way go on at Replicate; a session that is opened in the same folder picks them up.
     */
    @Override
    public void close() {
        timer.shutdownNow();
        threads.shutdownNow();
        job.close();
        replicate.close();
        if (settings.save() == null) {
            TemporaryFolder.delete(folder);
        }
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
