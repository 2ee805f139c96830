package dev.replicate4j.jobs;

import dev.replicate4j.ModelFunction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says how a job is done, and opens it.
 *
 * @param <I> the input of the model
 * @param <O> its output
 */
public final class JobBuilder<I, O extends @Nullable Object> {

    private static final int CREATES_PER_MINUTE = 600;
    private static final int MOST_RUNNING = 10_000;

    private final ModelFunction<I, O, ?> function;
    private final List<JobListener> listeners = new ArrayList<>();
    private @Nullable Path folder;
    private @Nullable Path files;
    private Budget budget = Budget.unlimited();
    private int createsPerMinute = CREATES_PER_MINUTE;
    private int mostRunning = MOST_RUNNING;
    private UnknownRunPolicy unknownRuns = UnknownRunPolicy.FAIL;
    private FailedRunPolicy failedRuns = FailedRunPolicy.standard();
    private boolean equalInputsOnce;
    private boolean newVersion;
    private boolean newModels;
    private Duration timeToAppear = Duration.ofSeconds(30);
    private Duration syncWindow = Duration.ZERO;
    private @Nullable JobLimits limits;
    private @Nullable JobReplica replica;
    private @Nullable ProgressDisplay display;

    JobBuilder(ModelFunction<I, O, ?> function) {
        this.function = function;
    }

    /**
     * Sets where the job is recorded. Required.
     *
     * @param folder on a local disk; made where it is not there. Opening the same folder again goes on with the job
     * @return this builder
     */
    public JobBuilder<I, O> store(Path folder) {
        this.folder = folder;
        return this;
    }

    /**
     * Sets where the files of outputs are kept, as {@code <key>/<index>-<name>}.
     *
     * @param folder of any file system; by default {@code files} in the folder of the job
     * @return this builder
     */
    public JobBuilder<I, O> files(Path folder) {
        this.files = folder;
        return this;
    }

    /**
     * Sets how much may be spent, over all openings.
     *
     * @param budget the default is {@link Budget#unlimited}
     * @return this builder
     */
    public JobBuilder<I, O> budget(Budget budget) {
        this.budget = budget;
        return this;
    }

    /**
     * Sets the account's rate of creates. Where Replicate refuses creates as too many, or says that none is left, the job slows
     * down by itself. It reads predictions at most five times as often.
     *
     * @param creates 1 or more; the default is 600
     * @return this builder
     * @throws IllegalArgumentException if below 1
     */
    public JobBuilder<I, O> createsPerMinute(int creates) {
        this.createsPerMinute = atLeastOne("createsPerMinute", creates);
        return this;
    }

    /**
     * Sets the rate and the budget that the job shares with others, in place of its own {@code createsPerMinute} and
     * {@code budget}.
     *
     * @param limits for example {@link SharedLimits#share}; for one opening
     * @return this builder
     */
    public JobBuilder<I, O> limits(JobLimits limits) {
        this.limits = limits;
        return this;
    }

    /**
     * Sets a second place that gets all that the job records.
     *
     * @param replica by default there is none
     * @return this builder
     */
    public JobBuilder<I, O> replica(JobReplica replica) {
        this.replica = replica;
        return this;
    }

    /**
     * Sets how many calls are under way, or wait to be read, at a time.
     *
     * @param calls 1 or more; the default is 10,000, more than the default rate needs for runs of 15 minutes
     * @return this builder
     * @throws IllegalArgumentException if below 1
     */
    public JobBuilder<I, O> mostRunning(int calls) {
        this.mostRunning = atLeastOne("mostRunning", calls);
        return this;
    }

    /**
     * Sets what is done about a call of which nobody can tell whether it was paid.
     *
     * @param policy the default is {@link UnknownRunPolicy#FAIL}
     * @return this builder
     */
    public JobBuilder<I, O> unknownRuns(UnknownRunPolicy policy) {
        this.unknownRuns = policy;
        return this;
    }

    /**
     * Sets which failed calls are made again.
     *
     * @param policy the default is {@link FailedRunPolicy#standard}
     * @return this builder
     */
    public JobBuilder<I, O> failedRuns(FailedRunPolicy policy) {
        this.failedRuns = policy;
        return this;
    }

    /**
     * Lets keys with equal inputs share one run. Files are equal if their contents are.
     *
     * @return this builder
     */
    public JobBuilder<I, O> equalInputsOnce() {
        this.equalInputsOnce = true;
        return this;
    }

    /**
     * Lets the job go on with another version of the model than it was begun with: what is done stays, and the rest is run by
     * the new version. By default another version is an error.
     *
     * @return this builder
     */
    public JobBuilder<I, O> acceptNewVersion() {
        this.newVersion = true;
        return this;
    }

    /**
     * Lets the job be opened by a model that it was not made for, so that it can call others than before. By default that is an
     * error, as it mostly is a folder that was mistaken for another.
     *
     * @return this builder
     */
    public JobBuilder<I, O> acceptNewModels() {
        this.newModels = true;
        return this;
    }

    /**
     * Sets how long after its create a prediction is surely in Replicate's list. A create whose answer was lost is looked for
     * until then before it counts as never received.
     *
     * @param time the default is 30 seconds
     * @return this builder
     */
    public JobBuilder<I, O> timeToAppear(Duration time) {
        this.timeToAppear = time;
        return this;
    }

    /**
     * Lets Replicate hold the answer to a create back until the run has ended: a run that ends in this time takes one request
     * in place of two or more. The id of its prediction is then known, and recorded, no earlier; a job that is killed has to look
     * for more of its runs when it is opened again. Such runs have no metrics.
     *
     * @param window 1 to 60 seconds; the default is zero, which records each id at once
     * @return this builder
     * @throws IllegalArgumentException if out of range
     */
    public JobBuilder<I, O> syncWindow(Duration window) {
        boolean inRange = window.compareTo(Duration.ofSeconds(1)) >= 0 && window.compareTo(Duration.ofMinutes(1)) <= 0;
        if (!window.isZero() && !inRange) {
            throw new IllegalArgumentException("syncWindow must be 1 to 60 seconds, or zero, but is " + window + ".");
        }
        this.syncWindow = window;
        return this;
    }

    /**
     * Adds a listener.
     *
     * @param listener is told of what happens
     * @return this builder
     */
    public JobBuilder<I, O> listener(JobListener listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * Sets what shows people how far the job has come.
     *
     * @param display for example {@link ProgressDisplay#bar}; by default there is none
     * @return this builder
     */
    public JobBuilder<I, O> progress(ProgressDisplay display) {
        this.display = display;
        return this;
    }

    /**
     * Opens the job. No request is sent.
     *
     * @return the job, to be closed
     * @throws JobInUseException if another process has it open
     * @throws JobException if it was made for another model or version, its folder cannot be
     *     written, or what is in it is damaged
     * @throws IllegalArgumentException if no store is set
     */
    public Job<I, O> open() {
        Path home = folder;
        if (home == null) {
            throw new IllegalArgumentException("A job needs a folder: Job.on(...).store(Path.of(\"jobs/cats\")).");
        }
        Path kept = files == null ? home.resolve("files") : files;
        JobCalls calls = JobCalls.open(new JobSettings(
                home,
                kept,
                budget,
                createsPerMinute,
                mostRunning,
                unknownRuns,
                failedRuns,
                equalInputsOnce,
                timeToAppear,
                syncWindow,
                limits,
                replica,
                newVersion,
                List.copyOf(listeners),
                display));
        try {
            return Job.of(calls, function, newVersion, newModels, true);
        } catch (RuntimeException e) {
            calls.close();
            throw e;
        }
    }

    private static int atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be 1 or more, but is " + value + ".");
        }
        return value;
    }
}
