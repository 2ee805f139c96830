package dev.replicate4j.spark;

import dev.replicate4j.ModelDefinition;
import dev.replicate4j.ModelFunction;
import dev.replicate4j.Replicate;
import dev.replicate4j.URLPath;
import dev.replicate4j.jobs.Budget;
import dev.replicate4j.jobs.Job;
import dev.replicate4j.jobs.JobBuilder;
import dev.replicate4j.jobs.JobLimits;
import dev.replicate4j.jobs.JobListener;
import dev.replicate4j.jobs.JobOutcome;
import dev.replicate4j.jobs.JobState;
import dev.replicate4j.jobs.SharedLimits;
import dev.replicate4j.spark.internal.limits.LimitExchange;
import dev.replicate4j.spark.internal.limits.RemoteLimits;
import dev.replicate4j.spark.internal.store.BucketJournal;
import dev.replicate4j.spark.internal.store.Lease;
import dev.replicate4j.spark.internal.store.SharedFolder;
import dev.replicate4j.spark.internal.store.WorkFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One bucket of rows through the model, on an executor: the task that has the bucket's lease opens a job on the bucket's journal.
 * Whatever has been done of it by attempts before, on this executor or another, the job knows.
 */
final class BucketTask<I> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BucketTask.class);
    private static final long LOOK_MILLIS = 200;

    private final RunSettings<I> settings;
    private final RowCounts counts;
    private final TaskContext task;
    private final SharedFolder folder;
    private final WorkFolder work;
    private final Lease lease;
    private final BucketJournal journal;
    private final Replicate client;
    private final @Nullable RemoteLimits remote;
    private final @Nullable SharedLimits local;
    private final ScheduledExecutorService watch;
    private @Nullable Job<I, ?> job;
    private volatile boolean closed;
    private @Nullable RuntimeException unfinished;

    private BucketTask(
            RunSettings<I> settings,
            RowCounts counts,
            TaskContext task,
            SharedFolder folder,
            WorkFolder work,
            Lease lease,
            BucketJournal journal,
            Replicate client,
            LimitExchange.@Nullable Channel channel) {
        this.settings = settings;
        this.counts = counts;
        this.task = task;
        this.folder = folder;
        this.work = work;
        this.lease = lease;
        this.journal = journal;
        this.client = client;
        this.remote = channel == null ? null : RemoteLimits.of(settings.run(), task.partitionId(), channel);
        this.local = channel == null ? SharedLimits.of(settings.share(), Budget.unlimited()) : null;
        this.watch = Executors.newSingleThreadScheduledExecutor(runnable -> {
            Thread thread = new Thread(runnable, "replicate-spark-watch");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Takes a bucket over.
     *
     * @param settings of the run
     * @param conf of Hadoop
     * @param counts of Spark's UI
     */
    static <I> BucketTask<I> open(RunSettings<I> settings, Configuration conf, RowCounts counts) throws IOException {
        TaskContext task = TaskContext.get();
        SharedFolder folder = SharedFolder.open(settings.store(), conf);
        int bucket = task.partitionId();
        Replicate client = settings.client().client(conf);
        Lease lease = null;
        try {
            lease = Lease.acquire(
                    folder,
                    "lease/%05d".formatted(bucket),
                    "task attempt " + task.taskAttemptId() + " of run " + settings.run(),
                    settings.leaseTime(),
                    (owner, alive) -> stopIfKilled(task));
            WorkFolder work = WorkFolder.create();
            BucketJournal journal = BucketJournal.open(folder, bucket, lease, work.path());
            return new BucketTask<>(
                    settings,
                    counts,
                    task,
                    folder,
                    work,
                    lease,
                    journal,
                    client,
                    ReplicateSparkPlugin.channel(settings.run()));
        } catch (IOException | RuntimeException e) {
            client.close();
            if (lease != null) {
                lease.close();
            }
            throw e;
        }
    }

    private static void stopIfKilled(TaskContext task) {
        if (task.isInterrupted()) {
            throw new TaskKilledException("this attempt is not needed any more");
        }
    }

    /**
     * Does what is left to do.
     *
     * @param rows key and row
     * @return a row of the result for each, as calls end
     */
    Iterator<Row> run(Iterator<KeyedRow> rows) {
        task.addTaskCompletionListener((TaskCompletionListener) context -> close());
        if (!rows.hasNext()) {
            return Collections.emptyIterator();
        }
        KeyedRow first = rows.next();
        I input = input(first);
        Iterable<KeyedRow> all = () -> new FirstThenRest<>(first, rows);
        return run(all, settings.model().function(client, input));
    }

    private <O extends @Nullable Object> Iterator<Row> run(Iterable<KeyedRow> rows, ModelFunction<I, O, ?> function) {
        Job<I, O> opened = builder(function).open();
        job = opened;
        watch.scheduleWithFixedDelay(this::closeIfKilled, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        Iterator<Row> results = opened.run(rows, KeyedRow::key, row -> checked(row, function.definition()))
                .peek(this::count)
                .map(this::row)
                .iterator();
        return new CheckedEnd<>(results, this::end);
    }

    private <O extends @Nullable Object> JobBuilder<I, O> builder(ModelFunction<I, O, ?> function) {
        JobLimits limits = remote != null ? remote : local == null ? null : local.share("");
        JobBuilder<I, O> builder = Job.on(function)
                .store(work.path())
                .replica(journal)
                .createsPerMinute(settings.share())
                .mostRunning(settings.mostRunning())
                .unknownRuns(settings.unknownRuns())
                .timeToAppear(settings.timeToAppear())
                .syncWindow(settings.syncWindow())
                .listener(new JobListener() {
                    @Override
                    public void stopped(String reason) {
                        if (remote != null && !journal.hasFailed()) {
                            remote.stopAll(reason);
                        }
                    }
                });
        builder = limits == null ? builder : builder.limits(limits);
        return settings.equalInputsOnce() ? builder.equalInputsOnce() : builder;
    }

    private I input(KeyedRow row) {
        return row.input(settings.input());
    }

    /** A row that is evaluated again must give the same input, or nobody could tell what was paid for it. */
    private I checked(KeyedRow row, ModelDefinition<I, ?, ?> definition) {
        I input = input(row);
        if (!Job.digest(definition, input).equals(row.digest())) {
            throw new SparkRunException("The input of the key \"" + row.key()
                    + "\" is not the same each time it is made. The input function must depend on its row alone, without"
                    + " chance and clock, and the rows must not change while they run. Nothing was paid for this row.");
        }
        return input;
    }

    private void count(JobOutcome<?> outcome) {
        counts.count(outcome);
        boolean ended = outcome.state() != JobState.NOT_BEGUN && outcome.state() != JobState.PENDING;
        if (remote != null && ended) {
            remote.row(outcome.state() == JobState.DONE);
        }
        if (outcome.state() == JobState.PENDING || !ended && journal.hasFailed()) {
            unfinished = outcome.failure();
        }
    }

    private Row row(JobOutcome<?> outcome) {
        RuntimeException failure = outcome.failure();
        return RowFactory.create(
                outcome.key(),
                settings.output().value(outcome.output(), new KeptFiles()),
                failure == null ? null : inStore(failure),
                outcome.predictionId().orElse(null),
                outcome.metrics()
                        .predictTime()
                        .map(time -> time.toNanos() / 1e9)
                        .orElse(null));
    }

    /** {@return the message; the working copy means nothing to users} */
    private String inStore(RuntimeException failure) {
        return String.valueOf(failure.getMessage()).replace(work.path().toString(), settings.store());
    }

    /** What is under way is picked up by the next attempt, which Spark makes of a task that fails. */
    private void end() {
        RuntimeException failure = unfinished;
        close();
        if (failure != null) {
            throw new SparkRunException(
                    "Some rows of this task have not ended: " + failure.getMessage()
                            + " Another attempt of the task goes" + " on with them, and pays for none again.",
                    failure);
        }
    }

    private void closeIfKilled() {
        Job<I, ?> open = job;
        if (task.isInterrupted() && open != null) {
            open.close(); // its runs go on: the next owner of the bucket picks them up
        }
    }

    /** Lets others have the bucket. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        watch.shutdownNow();
        // The lease last, so that the next owner finds all that was written.
        for (AutoCloseable part : parts()) {
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("A bucket could not be closed; others have it when its lease ends", e);
            }
        }
    }

    private List<AutoCloseable> parts() {
        List<AutoCloseable> parts = new ArrayList<>();
        for (AutoCloseable part : Arrays.asList(job, remote, local, journal, lease, client, work)) {
            if (part != null) {
                parts.add(part);
            }
        }
        return parts;
    }

    /** Files of outputs are in the store: the paths of the job name working copies that are gone. */
    private final class KeptFiles implements OutputColumn.FileStore {

        @Override
        public String uri(URLPath file) {
            return file.kept().map(copy -> folder.uri(name(copy))).orElse(file.url());
        }

        @Override
        public byte[] content(URLPath file) throws IOException {
            Path copy = file.kept().orElse(null);
            if (copy == null) {
                return Files.readAllBytes(file);
            }
            try (InputStream in = folder.open(name(copy))) {
                return in.readAllBytes();
            }
        }

        private String name(Path copy) {
            return work.path().relativize(copy).toString().replace('\\', '/');
        }
    }

    /** An iterator over an item that was read already, and the others. */
    private static final class FirstThenRest<T> implements Iterator<T> {

        private final T first;
        private final Iterator<T> rest;
        private boolean begun;

        FirstThenRest(T first, Iterator<T> rest) {
            this.first = first;
            this.rest = rest;
        }

        @Override
        public boolean hasNext() {
            return !begun || rest.hasNext();
        }

        @Override
        public T next() {
            if (begun) {
                return rest.next();
            }
            begun = true;
            return first;
        }
    }

    /** An iterator that looks, at its end, whether all has ended. */
    private static final class CheckedEnd<T> implements Iterator<T> {

        private final Iterator<T> items;
        private final Runnable end;

        CheckedEnd(Iterator<T> items, Runnable end) {
            this.items = items;
            this.end = end;
        }

        @Override
        public boolean hasNext() {
            boolean more = items.hasNext();
            if (!more) {
                end.run();
            }
            return more;
        }

        @Override
        public T next() {
            return items.next();
        }
    }
}
