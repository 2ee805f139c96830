package dev.replicate4j.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;

import dev.replicate4j.ModelDefinition;
import dev.replicate4j.Replicate;
import dev.replicate4j.jobs.Job;
import dev.replicate4j.spark.internal.store.SharedFolder;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Which row has which input, written to the store before anything is paid: it is checked there, and rows are placed by it, so that
 * a row which Spark evaluates again, perhaps to something else, is in no second place.
 *
 * @param uri of the file
 * @param rows how many this run has
 */
record RunPlan(String uri, long rows) {

    static final String KEY = "key";
    static final String ROW = "row";
    static final String DIGEST = "digest";

    private static final StructType SCHEMA =
            new StructType().add(KEY, DataTypes.StringType).add(DIGEST, DataTypes.StringType);

    private static final int MOST_SHOWN = 5;

    /** {@return each row with its key} */
    static Dataset<Row> keyed(Dataset<Row> rows, String key) {
        return rows.select(
                col("`" + key.replace("`", "``") + "`")
                        .cast(DataTypes.StringType)
                        .as(KEY),
                struct(col("*")).as(ROW));
    }

    /**
     * Makes the plan of a run.
     *
     * @param number of the run in its store
     * @throws SparkRunException if the rows cannot be run
     */
    static <I> RunPlan write(
            SparkSession spark, Dataset<Row> keyed, Digests<I> digests, SharedFolder folder, int number)
            throws IOException {
        String draft = "plan/%08d.new".formatted(number);
        String found = folder.uri(draft);
        keyed.mapPartitions(digests, Encoders.row(SCHEMA))
                .write()
                .mode("overwrite")
                .parquet(found);
        Dataset<Row> plan = spark.read().schema(SCHEMA).parquet(found);
        long rows = checkKeys(plan);
        Dataset<Row> all = plan;
        String last = last(folder);
        if (last != null) {
            Dataset<Row> before = spark.read().schema(SCHEMA).parquet(folder.uri(last));
            checkInputs(before, plan, folder.uri(""));
            all = before.union(plan).distinct();
        }
        String uri = folder.uri("plan/%08d".formatted(number));
        all.write().mode("overwrite").parquet(uri);
        folder.delete(draft);
        if (last != null) {
            folder.delete(last);
        }
        return new RunPlan(uri, rows);
    }

    private static @Nullable String last(SharedFolder folder) throws IOException {
        List<String> plans = folder.list("plan");
        for (int i = plans.size() - 1; i >= 0; i--) {
            String plan = "plan/" + plans.get(i);
            if (!plan.endsWith(".new") && folder.read(plan + "/_SUCCESS") != null) {
                return plan;
            }
        }
        return null;
    }

    private static long checkKeys(Dataset<Row> plan) {
        long rows = plan.count();
        long nulls = plan.where(col(KEY).isNull()).count();
        if (nulls > 0) {
            throw new SparkRunException(nulls + " of " + rows + " rows have no key: their key column is null. Every row"
                    + " needs a key of its own. Nothing was paid.");
        }
        List<Row> twice = plan.groupBy(KEY)
                .count()
                .where(col("count").gt(1))
                .limit(MOST_SHOWN)
                .collectAsList();
        if (!twice.isEmpty()) {
            throw new SparkRunException("Some keys are those of several rows: " + shown(twice)
                    + ". Every row needs a key of its own. Nothing was paid.");
        }
        return rows;
    }

    private static void checkInputs(Dataset<Row> before, Dataset<Row> plan, String store) {
        List<Row> changed = plan.as("new")
                .join(before.as("old"), col("new." + KEY).equalTo(col("old." + KEY)))
                .where(col("new." + DIGEST).notEqual(col("old." + DIGEST)))
                .select(col("new." + KEY))
                .limit(MOST_SHOWN)
                .collectAsList();
        if (!changed.isEmpty()) {
            throw new SparkRunException("Some keys had another input in " + store + " before: " + shown(changed)
                    + ". A key names one input: give changed rows other keys, or use another store. Nothing was paid.");
        }
    }

    private static String shown(List<Row> keys) {
        return keys.stream().map(row -> '"' + row.getString(0) + '"').collect(Collectors.joining(", "))
                + (keys.size() == MOST_SHOWN ? " and perhaps more" : "");
    }

    /** Digests inputs, on executors. */
    record Digests<I>(
            ExecutorModel<I> model, RowFunction<I> input, ExecutorClient client, SerializableConfiguration conf)
            implements MapPartitionsFunction<Row, Row> {

        @Override
        public Iterator<Row> call(Iterator<Row> rows) {
            Digester<I> digester = new Digester<>(this);
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return rows.hasNext();
                }

                @Override
                public Row next() {
                    Row row = rows.next();
                    String key = row.getString(0);
                    return RowFactory.create(key, digester.digest(key, row.getStruct(1)));
                }
            };
        }
    }

    private static final class Digester<I> {

        private final Digests<I> digests;
        private @Nullable ModelDefinition<I, ?, ?> definition;

        Digester(Digests<I> digests) {
            this.digests = digests;
        }

        String digest(@Nullable String key, Row row) {
            I input = new KeyedRow(String.valueOf(key), "", row).input(digests.input());
            if (definition == null) {
                Configuration conf = digests.conf().value();
                try (Replicate client = digests.client().client(conf)) {
                    definition = digests.model().function(client, input).definition();
                }
            }
            return Job.digest(Objects.requireNonNull(definition), input);
        }
    }
}
