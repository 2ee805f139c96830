package dev.replicate4j.spark;

import dev.replicate4j.ModelDefinition;
import dev.replicate4j.Replicate;
import dev.replicate4j.jobs.Job;
import dev.replicate4j.jobs.JobBuilder;
import dev.replicate4j.jobs.JobException;
import dev.replicate4j.jobs.JobLimits;
import dev.replicate4j.jobs.ProgressDisplay;
import dev.replicate4j.spark.internal.limits.RunCoordinator;
import dev.replicate4j.spark.internal.store.BucketJournal;
import dev.replicate4j.spark.internal.store.Lease;
import dev.replicate4j.spark.internal.store.SharedFolder;
import dev.replicate4j.spark.internal.store.WorkFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run, on the driver: checks, plan, calls, result. */
final class DatasetRunner<I> {

    private static final Logger LOG = LoggerFactory.getLogger(DatasetRunner.class);
    private static final String RESULT_KEY = "__replicate_key";
    private static final List<String> OTHER_COLUMNS = List.of("error", "prediction_id", "predict_time");

    private final SparkSession spark;
    private final RunDescription<I> wanted;

    DatasetRunner(SparkSession spark, RunDescription<I> wanted) {
        this.spark = spark;
        this.wanted = wanted;
    }

    Dataset<Row> run(Dataset<Row> rows) {
        SparkContext context = context();
        checkConf(context);
        checkColumns(rows);
        Configuration conf = context.hadoopConfiguration();
        try {
            SharedFolder folder = SharedFolder.open(wanted.store(), conf);
            try (Lease lease = Lease.acquire(
                    folder,
                    "lease/program",
                    "the Spark application " + context.applicationId() + " (" + context.appName() + ")",
                    wanted.leaseTime(),
                    this::refuse)) {
                return run(rows, folder, lease, new SerializableConfiguration(conf));
            }
        } catch (IOException e) {
            throw new SparkRunException("The store " + wanted.store() + " cannot be used: " + e.getMessage(), e);
        }
    }

    private void refuse(String owner, boolean alive) throws IOException {
        if (alive) {
            throw new IOException(
                    "it is in use by " + owner
                            + ". One program at a time may run with a store: wait for it, or use another store. Nothing was paid.");
        }
    }

    private Dataset<Row> run(Dataset<Row> rows, SharedFolder folder, Lease lease, SerializableConfiguration conf)
            throws IOException {
        ModelDefinition<I, ?, ?> definition = definition(conf.value());
        int buckets = buckets(folder);
        manifest(folder, definition);
        Dataset<Row> keyed = RunPlan.keyed(rows, wanted.key());
        RunPlan plan = RunPlan.write(
                spark,
                keyed,
                new RunPlan.Digests<>(wanted.model(), wanted.input(), wanted.client(), conf),
                folder,
                lease.number());
        OutputColumn output = OutputColumn.of(definition.output(), wanted.binaryFiles());
        StructType schema = schema(output);
        String results = folder.uri("results/%08d".formatted(lease.number()));
        RunSettings<I> settings = settings(buckets, output, folder.uri(""));
        RowCounts counts = RowCounts.register(spark.sparkContext());
        try (RunCoordinator coordinator = RunCoordinator.open(
                        settings.run(), wanted.rate(), wanted.budget(), wanted.maxErrors(), plan.rows());
                Progress progress = new Progress(wanted.display(), coordinator)) {
            progress.start();
            countEarlier(coordinator, folder, definition, buckets);
            Dataset<Row> placed = keyed.join(spark.read().parquet(plan.uri()), RunPlan.KEY);
            spark.createDataFrame(BucketRows.run(placed, settings, conf, counts), schema)
                    .write()
                    .mode("overwrite")
                    .parquet(results);
            conclude(coordinator, counts);
        }
        Dataset<Row> stored = spark.read().schema(schema).parquet(results);
        return rows.join(
                        stored,
                        rows.col("`" + wanted.key().replace("`", "``") + "`")
                                .cast(DataTypes.StringType)
                                .equalTo(stored.col(RESULT_KEY)),
                        "left_outer")
                .drop(RESULT_KEY);
    }

    // ---- before anything is paid

    private SparkContext context() {
        try {
            return spark.sparkContext();
        } catch (UnsupportedOperationException e) {
            throw new SparkRunException(
                    "This is a session of Spark Connect, which has neither driver nor executors in this process. Submit"
                            + " the program to the cluster, or run it in a notebook that does so. Nothing was paid.",
                    e);
        }
    }

    private void checkConf(SparkContext context) {
        if (context.getConf().contains("spark.executorEnv.REPLICATE_API_TOKEN")) {
            throw new SparkRunException(
                    "spark.executorEnv.REPLICATE_API_TOKEN puts the token into Spark's configuration."
                            + " Set it in the environment of the workers, or name a file: tokenFile(\"/run/secrets/replicate\")."
                            + " Nothing was paid.");
        }
        boolean plugin = Arrays.asList(
                        context.getConf().get("spark.plugins", "").split("\\s*,\\s*"))
                .contains(ReplicateSparkPlugin.class.getName());
        if (plugin || context.isLocal()) {
            return;
        }
        if (wanted.budgeted()) {
            throw new SparkRunException("A budget takes spark.plugins=" + ReplicateSparkPlugin.class.getName()
                    + ", so that executors spend together. Set it before the application starts. Nothing was paid.");
        }
        LOG.warn(
                "spark.plugins does not name {}: each task has an equal share of {} creates a minute, used or not.",
                ReplicateSparkPlugin.class.getName(),
                wanted.rate());
    }

    private void checkColumns(Dataset<Row> rows) {
        List<String> columns = Arrays.asList(rows.columns());
        if (!columns.contains(wanted.key())) {
            throw new SparkRunException(
                    "There is no key column \"" + wanted.key() + "\" among " + columns + ". Nothing was paid.");
        }
        for (String column : columns) {
            if (column.equals(wanted.outputColumn()) || OTHER_COLUMNS.contains(column)) {
                throw new SparkRunException("The result gets a column \"" + column
                        + "\", but the rows have one already. Rename it"
                        + (column.equals(wanted.outputColumn()) ? ", or choose another by outputColumn(name)" : "")
                        + ". Nothing was paid.");
            }
        }
        if (rows instanceof org.apache.spark.sql.classic.Dataset<?> classic
                && !classic.queryExecution().analyzed().deterministic()) {
            throw new SparkRunException("The rows are not the same each time they are evaluated: their plan has rand(),"
                    + " uuid(), monotonically_increasing_id() or the like. Write them to a table, and run that. Nothing"
                    + " was paid.");
        }
    }

    private ModelDefinition<I, ?, ?> definition(Configuration conf) {
        if (!(wanted.model() instanceof ExecutorModel.Named)) {
            try (Replicate unused = Replicate.builder().apiToken("unused").build()) {
                return wanted.definition().apply(unused);
            }
        }
        try (Replicate client = wanted.client().client(conf)) {
            return wanted.definition().apply(client);
        }
    }

    /** Which bucket a row is in must never change, so the store keeps their number. */
    private int buckets(SharedFolder folder) throws IOException {
        int number = wanted.buckets() > 0
                ? wanted.buckets()
                : Math.max(1, spark.sparkContext().defaultParallelism());
        folder.create("buckets", String.valueOf(number).getBytes(StandardCharsets.UTF_8));
        byte[] kept = Objects.requireNonNull(folder.read("buckets"));
        return Integer.parseInt(new String(kept, StandardCharsets.UTF_8).strip());
    }

    /** A job of the store is opened here for a moment, and checks what it was made for. */
    private void manifest(SharedFolder folder, ModelDefinition<I, ?, ?> definition) throws IOException {
        try (WorkFolder work = WorkFolder.create();
                Replicate unused = Replicate.builder().apiToken("unused").build()) {
            byte[] before = folder.read("manifest.json");
            if (before != null) {
                Files.write(work.path().resolve("manifest.json"), before);
            }
            JobBuilder<I, ?> builder = Job.on(unused.use(definition)).store(work.path());
            builder = wanted.equalInputsOnce() ? builder.equalInputsOnce() : builder;
            (wanted.newVersion() ? builder.acceptNewVersion() : builder).open().close();
            byte[] after = Files.readAllBytes(work.path().resolve("manifest.json"));
            if (!Arrays.equals(before, after)) {
                folder.write("manifest.json", after);
            }
        } catch (JobException e) {
            throw new SparkRunException(
                    "The store " + wanted.store() + " cannot be used. " + e.getMessage() + " Nothing was paid.", e);
        }
    }

    /** A budget is over all runs: what earlier ones have spent is read before the first create. */
    private void countEarlier(
            RunCoordinator coordinator, SharedFolder folder, ModelDefinition<I, ?, ?> definition, int buckets)
            throws IOException {
        for (int bucket = 0; wanted.budgeted() && bucket < buckets; bucket++) {
            JobLimits share = coordinator.share(bucket);
            try (WorkFolder work = WorkFolder.create();
                    Replicate unused = Replicate.builder().apiToken("unused").build()) {
                if (BucketJournal.restore(folder, bucket, work.path())) {
                    JobBuilder<I, ?> builder =
                            Job.on(unused.use(definition)).store(work.path()).limits(share);
                    (wanted.equalInputsOnce() ? builder.equalInputsOnce() : builder)
                            .open()
                            .close();
                }
            }
        }
    }

    // ---- the run

    private RunSettings<I> settings(int buckets, OutputColumn output, String store) {
        return new RunSettings<>(
                UUID.randomUUID().toString(),
                store,
                buckets,
                wanted.model(),
                wanted.input(),
                wanted.client(),
                output,
                Math.max(1, wanted.rate() / buckets),
                wanted.maxErrors(),
                Math.max(1, wanted.mostRunning() / buckets),
                wanted.unknownRuns(),
                wanted.equalInputsOnce(),
                wanted.timeToAppear(),
                wanted.syncWindow(),
                wanted.leaseTime());
    }

    private StructType schema(OutputColumn output) {
        return new StructType()
                .add(RESULT_KEY, DataTypes.StringType)
                .add(wanted.outputColumn(), output.type())
                .add("error", DataTypes.StringType)
                .add("prediction_id", DataTypes.StringType)
                .add("predict_time", DataTypes.DoubleType);
    }

    private void conclude(RunCoordinator coordinator, RowCounts counts) {
        if (counts.failed() > wanted.maxErrors()) {
            throw new SparkRunException("More than " + wanted.maxErrors() + " rows have failed: " + counts.failed()
                    + ". What is done is kept in " + wanted.store()
                    + ": run again with a higher maxErrors, and only what is left is called.");
        }
        if (counts.notBegun() > 0) {
            LOG.warn(
                    "{} rows were not begun: {}. Nothing was paid for them; run again to go on.",
                    counts.notBegun(),
                    coordinator
                            .stopReason()
                            .orElse("the credit of the account is used up, or Replicate refuses its token"));
        }
    }

    /** Shows the progress on the driver, twice a second. */
    private static final class Progress implements AutoCloseable {

        private final @Nullable ProgressDisplay display;
        private final RunCoordinator coordinator;
        private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "replicate-spark-progress");
            thread.setDaemon(true);
            return thread;
        });

        Progress(@Nullable ProgressDisplay display, RunCoordinator coordinator) {
            this.display = display;
            this.coordinator = coordinator;
        }

        void start() {
            ProgressDisplay shown = display;
            if (shown != null) {
                timer.scheduleWithFixedDelay(() -> shown.show(coordinator.progress()), 0, 500, TimeUnit.MILLISECONDS);
            }
        }

        @Override
        public void close() {
            timer.shutdownNow();
            if (display != null) {
                display.end(coordinator.progress());
            }
        }
    }
}
