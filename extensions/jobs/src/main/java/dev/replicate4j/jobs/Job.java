package dev.replicate4j.jobs;

import dev.replicate4j.ModelDefinition;
import dev.replicate4j.ModelFunction;
import dev.replicate4j.ModelInput;
import dev.replicate4j.api.Metrics;
import dev.replicate4j.error.InterruptedCallException;
import dev.replicate4j.jobs.internal.journal.JournalException;
import dev.replicate4j.jobs.internal.report.JobReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Many calls of a model, durable. Each call has a key; what becomes of it is recorded on disk before the next step is made,
 * so that a job which is killed and opened again pays for no call twice, and returns what was done before without a request.
 * Files of outputs are kept on disk before Replicate deletes them.
 *
 * <pre>{@code
 * try (Job<FluxDev.Input, List<URLPath>> job = Job.on(replicate.use(FluxDev.MODEL))
 *         .store(Path.of("jobs/cats"))
 *         .budget(Budget.runs(10_000))
 *         .progress(ProgressDisplay.bar())
 *         .open()) {
 *     job.run(rows, Row::id, row -> FluxDev.with(row.prompt()).seed(42))
 *             .forEach(outcome -> index.put(outcome.key(), outcome.get()));
 *     job.report(Path.of("cats.html"));
 * }
 * }</pre>
 *
 * <p>One process at a time may have a job open. Closing it lets its runs go on: the next opening picks them up. Safe for use
 * by several threads.
 *
 * @param <I> the input of the model
 * @param <O> its output
 */
public final class Job<I, O extends @Nullable Object> implements AutoCloseable {

    private final JobCalls calls;
    private final ModelFunction<I, O, ?> function;
    private final ModelDefinition<I, O, ?> definition;
    private final boolean owner;

    private Job(JobCalls calls, ModelFunction<I, O, ?> function, ModelDefinition<I, O, ?> definition, boolean owner) {
        this.calls = calls;
        this.function = function;
        this.definition = definition;
        this.owner = owner;
    }

    /**
     * Begins to describe a job.
     *
     * @param <I> the input of the model
     * @param <O> its output
     * @param function the model, bound to a client: {@code replicate.use(FluxDev.MODEL)}
     * @return a builder
     */
    public static <I, O extends @Nullable Object> JobBuilder<I, O> on(ModelFunction<I, O, ?> function) {
        return new JobBuilder<>(function);
    }

    static <I, O extends @Nullable Object> Job<I, O> of(
            JobCalls calls, ModelFunction<I, O, ?> function, boolean newVersion, boolean newModel, boolean owner) {
        ModelDefinition<I, O, ?> definition = function.definition();
        String model = definition.ref().model();
        if (!newModel && !calls.context().store().isFor(model)) {
            throw new JobException("The job in " + calls.context().store().folder() + " was made for "
                    + String.join(", ", calls.context().store().models()) + ", but is opened for " + model
                    + ". Open it with its own model, or use another folder.");
        }
        try {
            String version = definition.isOfficial() ? "" : definition.version().orElse("");
            calls.context().store().admit(model, version, newVersion);
        } catch (JournalException e) {
            throw new JobException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new JobException(
                    "The manifest in " + calls.context().store().folder() + " cannot be written: " + e, e);
        }
        return new Job<>(calls, function, definition, owner);
    }

    /**
     * Returns the same job for the calls of another model, so that the output of one can be the input of another. They share
     * the journal, its keys, the budget and the rate.
     *
     * <pre>{@code
     * Job<Upscaler.Input, URLPath> upscale = job.with(replicate.use(Upscaler.MODEL));
     * URLPath image = upscale.call("up:" + id, Upscaler.with(job.call("img:" + id, cat).get(0)));
     * }</pre>
     *
     * @param <A> the input of the other model
     * @param <B> its output
     * @param other the other model, bound to the same client
     * @return this job; closing it is not needed
     * @throws JobException if the job has called another version of the model before, and does not
     *     {@linkplain JobBuilder#acceptNewVersion accept} that
     */
    public <A, B extends @Nullable Object> Job<A, B> with(ModelFunction<A, B, ?> other) {
        return of(calls, other, calls.context().settings().newVersion(), true, false);
    }

    /**
     * Makes a call and waits for its output; one that was made before returns what it has returned then.
     *
     * @param key names the call in this job
     * @param input the inputs
     * @return the output; its files are local ones
     * @throws JobException if the key was called with another input, or there is no output for a reason of the job
     * @throws dev.replicate4j.error.ReplicateException if the call failed
     */
    public O call(String key, I input) {
        try {
            return submit(key, input).get().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedCallException(
                    "The thread was interrupted while it waited for the key \"" + key
                            + "\". The run goes on: call it again, or open the job again.",
                    e);
        } catch (ExecutionException e) {
            throw Failures.runtime(e.getCause() == null ? e : e.getCause());
        }
    }

    /**
     * Makes a call without holding a thread.
     *
     * @param key names the call in this job
     * @param input the inputs
     * @return what becomes of it. Cancelling the future does not cancel the run
     * @throws JobException if the key was called with another input
     */
    public CompletableFuture<JobOutcome<O>> callAsync(String key, I input) {
        return submit(key, input);
    }

    /**
     * Makes a call for each row, as fast as the account allows.
     *
     * @param <R> the row
     * @param rows read only as far as calls are made, so there may be any number of them
     * @param key names a row's call in this job
     * @param input makes a row's input
     * @return what becomes of each row, in the order in which they end; rows that were called before come at once. Lazy: reading
     *     the stream makes the calls. Where nothing more may be begun, the remaining rows have the state
     *     {@link JobState#NOT_BEGUN}
     */
    public <R> Stream<JobOutcome<O>> run(
            Iterable<? extends R> rows, Function<? super R, String> key, Function<? super R, ? extends I> input) {
        return outcomes(rows, key, input, false);
    }

    /**
     * Does what {@link #run} does, in the order of the rows.
     *
     * @param <R> the row
     * @param rows read only as far as calls are made
     * @param key names a row's call in this job
     * @param input makes a row's input
     * @return what becomes of each row, in their order
     */
    public <R> Stream<JobOutcome<O>> runInOrder(
            Iterable<? extends R> rows, Function<? super R, String> key, Function<? super R, ? extends I> input) {
        return outcomes(rows, key, input, true);
    }

    private <R> Stream<JobOutcome<O>> outcomes(
            Iterable<? extends R> rows,
            Function<? super R, String> key,
            Function<? super R, ? extends I> input,
            boolean inOrder) {
        if (rows instanceof Collection<?> collection) {
            calls.context().statistics().expect(collection.size());
        }
        OutcomeIterator<R, O> outcomes = new OutcomeIterator<>(
                rows.iterator(), row -> submit(key.apply(row), input.apply(row)), calls.context(), inOrder);
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(outcomes, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    private CompletableFuture<JobOutcome<O>> submit(String key, I input) {
        DigestedInput digested = DigestedInput.of(
                definition.toString(),
                input,
                definition.secrets(),
                calls.context().store().salt());
        JobCall<I> call = new JobCall<>(
                key,
                function,
                definition.ref().model(),
                definition.output().iterates(),
                input,
                digested,
                secretValues(input));
        CompletableFuture<KeyResult> result = calls.submit(call);
        calls.context().statistics().begun();
        return result.thenApply(ended -> outcome(key, ended)).whenComplete((outcome, failure) -> {
            boolean stored = !result.isCompletedExceptionally() && result.join().stored();
            JobState state = outcome == null ? JobState.FAILED : outcome.state();
            Metrics metrics = outcome == null ? new Metrics(Map.of()) : outcome.metrics();
            calls.context().statistics().ended(state, metrics, !stored);
            if (outcome != null) {
                calls.context().tell(listener -> listener.ended(outcome));
            }
        });
    }

    private Set<String> secretValues(I input) {
        Map<?, ?> values = input instanceof ModelInput<?, ?, ?> typed ? typed.values() : (Map<?, ?>) input;
        Set<String> secrets = new LinkedHashSet<>();
        for (String name : definition.secrets()) {
            Object value = values.get(name);
            if (value != null && !value.toString().isBlank()) {
                secrets.add(value.toString());
            }
        }
        return secrets;
    }

    private JobOutcome<O> outcome(String key, KeyResult ended) {
        if (ended.done() == null) {
            return new JobOutcome<>(
                    key,
                    ended.state(),
                    null,
                    List.of(),
                    Optional.ofNullable(ended.id()),
                    new Metrics(Map.of()),
                    ended.failure());
        }
        OutputFiles files = calls.context().files();
        O output = null;
        RuntimeException undecodable = null;
        try {
            output = files.decode(function, ended.done().output(), ended.done().files());
        } catch (RuntimeException e) {
            undecodable = e;
        }
        return new JobOutcome<>(
                key,
                JobState.DONE,
                output,
                files.kept(ended.done().files()),
                Optional.of(ended.done().id()),
                new Metrics(ended.done().metrics()),
                undecodable);
    }

    /**
     * Returns the digest by which a job tells inputs of a model from each other. Files are digested by their contents, but
     * those behind a URL by the URL.
     *
     * @param <A> the input of the model
     * @param model the model
     * @param input the inputs
     * @return SHA-256 in hexadecimal digits
     * @throws dev.replicate4j.error.InvalidInputException if a file cannot be read
     */
    public static <A> String digest(ModelDefinition<A, ?, ?> model, A input) {
        return DigestedInput.of(model.toString(), input, Set.of(), new byte[0]).digest();
    }

    /**
     * Lets a key be called as if it had never been: its next call is paid again. For keys whose files are lost, of which nobody
     * can tell whether they were paid, or whose row has changed.
     *
     * @param key the key
     * @throws JobException if the key is being called
     */
    public void forget(String key) {
        calls.forget(key);
    }

    /**
     * Returns how far the job has come in this opening.
     *
     * @return the progress now
     */
    public JobProgress progress() {
        return calls.context().statistics().progress(calls.context().reasonToStop());
    }

    /**
     * Returns why nothing more is begun.
     *
     * @return the budget or the credit is used up, the disk is full, or the job was canceled; empty while it goes on
     */
    public Optional<String> stopReason() {
        return calls.context().reasonToStop();
    }

    /**
     * Writes what all openings of the job have done as one HTML page, which needs no network: pictures, sounds, videos and texts
     * with key, inputs, time and error, a filter, totals, and plots of run times and of the throughput. Full-size files are read
     * from where they are kept.
     *
     * @param page the file, replaced where it is there
     * @throws IOException if it cannot be written
     */
    public void report(Path page) throws IOException {
        JobReport.write(
                page, calls.context().store(), calls.context().settings().files());
    }

    /** Cancels the runs under way, and begins no more. What has run until then is billed. */
    public void cancel() {
        calls.cancel();
    }

    /** Begins no more calls and lets those under way go on at Replicate: the next opening of the job picks them up. */
    @Override
    public void close() {
        if (owner) {
            calls.close();
        }
    }

    /** Returns the folder and the model. */
    @Override
    public String toString() {
        return "Job[" + calls.context().store().folder() + ", " + definition + "]";
    }
}
