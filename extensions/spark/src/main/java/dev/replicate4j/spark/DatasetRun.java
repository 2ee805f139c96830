package dev.replicate4j.spark;

import dev.replicate4j.ModelDefinition;
import dev.replicate4j.Replicate;
import dev.replicate4j.jobs.Budget;
import dev.replicate4j.jobs.ProgressDisplay;
import dev.replicate4j.jobs.UnknownRunPolicy;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Says how a Dataset goes through a model, and runs it.
 *
 * @param <I> the input of the model
 */
public final class DatasetRun<I> {

    private static final int CREATES_PER_MINUTE = 600;
    private static final int MOST_RUNNING = 10_000;

    private final SparkSession spark;
    private final ExecutorModel<I> model;
    private final Function<Replicate, ModelDefinition<I, ?, ?>> definition;
    private final Map<String, String> columns = new LinkedHashMap<>();
    private final List<String> fileColumns = new ArrayList<>();
    private @Nullable RowFunction<I> input;
    private @Nullable String key;
    private @Nullable String store;
    private @Nullable String tokenFile;
    private @Nullable ClientFunction client;
    private @Nullable ProgressDisplay display;
    private String outputColumn = "output";
    private int rate = CREATES_PER_MINUTE;
    private int mostRunning = MOST_RUNNING;
    private Budget budget = Budget.unlimited();
    private boolean budgeted;
    private long maxErrors = Long.MAX_VALUE;
    private int buckets;
    private boolean binaryFiles;
    private boolean equalInputsOnce;
    private boolean newVersion;
    private UnknownRunPolicy unknownRuns = UnknownRunPolicy.FAIL;
    private Duration timeToAppear = Duration.ofSeconds(30);
    private Duration syncWindow = Duration.ZERO;
    private Duration leaseTime = Duration.ofSeconds(20);

    DatasetRun(SparkSession spark, ExecutorModel<I> model, Function<Replicate, ModelDefinition<I, ?, ?>> definition) {
        this.spark = spark;
        this.model = model;
        this.definition = definition;
    }

    /**
     * Sets what makes an input of a row. Required, unless columns are named by {@link #inputColumn}.
     *
     * @param function runs on executors, so it and what it holds must be serializable; it depends on the row alone
     * @return this run
     */
    public DatasetRun<I> input(RowFunction<I> function) {
        this.input = function;
        return this;
    }

    /**
     * Takes an input from a column, for a model that is used by its name. A binary column is a file; a null leaves the input out.
     *
     * @param name the wire name of the input
     * @param column the column
     * @return this run
     */
    public DatasetRun<I> inputColumn(String name, String column) {
        columns.put(name, column);
        return this;
    }

    /**
     * Takes a file from a column of URLs or paths, for a model that is used by its name.
     *
     * @param name the wire name of the input
     * @param column of what {@link InputFiles#of(String)} takes
     * @return this run
     */
    public DatasetRun<I> inputFileColumn(String name, String column) {
        fileColumns.add(name);
        return inputColumn(name, column);
    }

    /**
     * Sets the column that names each row. Required.
     *
     * @param column unique and never null; the same row must have the same key in every run. Taken as text
     * @return this run
     */
    public DatasetRun<I> key(String column) {
        this.key = column;
        return this;
    }

    /**
     * Sets where the run is recorded, and where outputs and their files are kept. Required.
     *
     * @param uri a folder that driver and executors see under this URI: {@code hdfs:}, {@code file:} on one host or on a mount
     *     that all have, or an object store. Running with the same store again goes on with it
     * @return this run
     */
    public DatasetRun<I> store(String uri) {
        this.store = uri;
        return this;
    }

    /**
     * Sets where executors, and the driver where it needs one, read the API token. By default it is
     * {@code REPLICATE_API_TOKEN} of their environment.
     *
     * @param path of a local file, or of any file system that Hadoop knows
     * @return this run
     */
    public DatasetRun<I> tokenFile(String path) {
        this.tokenFile = path;
        return this;
    }

    /**
     * Changes the clients of executors.
     *
     * @param change shipped to executors; must hold no token
     * @return this run
     */
    public DatasetRun<I> client(ClientFunction change) {
        this.client = change;
        return this;
    }

    /**
     * Sets the account's rate of creates, for all executors together.
     *
     * @param createsPerMinute 1 or more; the default is 600
     * @return this run
     * @throws IllegalArgumentException if below 1
     */
    public DatasetRun<I> rate(int createsPerMinute) {
        this.rate = atLeastOne("rate", createsPerMinute);
        return this;
    }

    /**
     * Sets how many runs are under way at a time, on all executors together.
     *
     * @param runs 1 or more; the default is 10,000
     * @return this run
     * @throws IllegalArgumentException if below 1
     */
    public DatasetRun<I> mostRunning(int runs) {
        this.mostRunning = atLeastOne("mostRunning", runs);
        return this;
    }

    /**
     * Sets how much may be spent, over all runs with the same store. On a cluster this takes the {@link ReplicateSparkPlugin}.
     *
     * @param most the default is {@link Budget#unlimited}
     * @return this run
     */
    public DatasetRun<I> budget(Budget most) {
        this.budget = most;
        this.budgeted = true;
        return this;
    }

    /**
     * Sets how many rows may fail before the run does. What is done is kept.
     *
     * @param rows 0 or more; by default all may, and the error is in the row
     * @return this run
     */
    public DatasetRun<I> maxErrors(long rows) {
        this.maxErrors = rows;
        return this;
    }

    /**
     * Sets how many tasks share the rows. The first run with a store decides.
     *
     * @param tasks 1 or more; the default is Spark's default parallelism
     * @return this run
     * @throws IllegalArgumentException if below 1
     */
    public DatasetRun<I> tasks(int tasks) {
        this.buckets = atLeastOne("tasks", tasks);
        return this;
    }

    /**
     * Names the column of outputs.
     *
     * @param name the default is {@code output}
     * @return this run
     */
    public DatasetRun<I> outputColumn(String name) {
        this.outputColumn = name;
        return this;
    }

    /**
     * Puts the content of files into the column of outputs, in place of their URIs in the store.
     *
     * @return this run
     */
    public DatasetRun<I> binaryFiles() {
        this.binaryFiles = true;
        return this;
    }

    /**
     * Lets rows with equal inputs share one prediction.
     *
     * @return this run
     */
    public DatasetRun<I> equalInputsOnce() {
        this.equalInputsOnce = true;
        return this;
    }

    /**
     * Lets a store go on with another version of the model, for what is not done.
     *
     * @return this run
     */
    public DatasetRun<I> acceptNewVersion() {
        this.newVersion = true;
        return this;
    }

    /**
     * Sets what is done about a row of which nobody can tell whether it was paid.
     *
     * @param policy the default is {@link UnknownRunPolicy#FAIL}: the row has an error
     * @return this run
     */
    public DatasetRun<I> unknownRuns(UnknownRunPolicy policy) {
        this.unknownRuns = policy;
        return this;
    }

    /**
     * Sets how long after its create a prediction is surely in Replicate's list.
     *
     * @param time the default is 30 seconds
     * @return this run
     */
    public DatasetRun<I> timeToAppear(Duration time) {
        this.timeToAppear = time;
        return this;
    }

    /**
     * Lets Replicate hold the answer to a create back until the run has ended, see
     * {@link dev.replicate4j.jobs.JobBuilder#syncWindow}.
     *
     * @param window 1 to 60 seconds; the default is zero
     * @return this run
     */
    public DatasetRun<I> syncWindow(Duration window) {
        this.syncWindow = window;
        return this;
    }

    /**
     * Sets after which time a process that is not seen in the store is taken for dead. One that lives stops by itself in half
     * of it where it cannot reach the store.
     *
     * @param time the default is 20 seconds
     * @return this run
     */
    public DatasetRun<I> leaseTime(Duration time) {
        this.leaseTime = time;
        return this;
    }

    /**
     * Sets what shows people, on the driver, how far the run has come.
     *
     * @param progress for example {@link ProgressDisplay#bar}; by default there is none
     * @return this run
     */
    public DatasetRun<I> progress(ProgressDisplay progress) {
        this.display = progress;
        return this;
    }

    /**
     * Makes the calls that are not made yet, and returns when all rows have ended. The result reads the store: using it, also
     * often, calls nothing.
     *
     * @param rows what goes through the model
     * @return the columns of the rows, and {@code output}, {@code error} (text, null where there is an output),
     *     {@code prediction_id} (text) and {@code predict_time} (seconds)
     * @throws SparkRunException if the run cannot begin, or more than {@code maxErrors} rows have failed
     */
    public Dataset<Row> run(Dataset<Row> rows) {
        return new DatasetRunner<>(spark, description()).run(rows);
    }

    private RunDescription<I> description() {
        return new RunDescription<>(
                model,
                definition,
                inputFunction(),
                required("key", "key(\"id\")", key),
                required("store", "store(\"hdfs://namenode/jobs/captions\")", store),
                new ExecutorClient(tokenFile, client),
                display,
                outputColumn,
                rate,
                mostRunning,
                budget,
                budgeted,
                maxErrors,
                buckets,
                binaryFiles,
                equalInputsOnce,
                newVersion,
                unknownRuns,
                timeToAppear,
                syncWindow,
                leaseTime);
    }

    @SuppressWarnings("unchecked") // the inputs of a model by name are maps
    private RowFunction<I> inputFunction() {
        if (columns.isEmpty()) {
            return required("input", "input((Row r) -> Blip2.with(URLPath.of(r.getString(1))))", input);
        }
        if (input != null || !(model instanceof ExecutorModel.Named)) {
            throw new IllegalArgumentException(
                    "inputColumn is for a model that is used by its name, in place of input.");
        }
        return (RowFunction<I>) (Serializable) new ColumnInput(new LinkedHashMap<>(columns), List.copyOf(fileColumns));
    }

    private static <T> T required(String name, String example, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("A run needs its " + name + ": " + example + ".");
        }
        return value;
    }

    private static int atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be 1 or more, but is " + value + ".");
        }
        return value;
    }
}
