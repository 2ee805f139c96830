package dev.replicate4j.bench.spark;

import dev.replicate4j.ModelDefinition;
import dev.replicate4j.Replicate;
import dev.replicate4j.model.OutputType;
import dev.replicate4j.spark.ReplicateSpark;
import dev.replicate4j.testkit.ReplicateServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Runs of 200 ms: rows through {@code mapPartitions} with {@code callAll}, and through {@link ReplicateSpark}; as many at a time. */
public final class DatasetOverhead {

    private static final ModelDefinition<Map<String, ?>, String, String> POET =
            ModelDefinition.official("acme/poet", "", OutputType.text());

    private static final int PARTITIONS = 4;
    private static final int AT_A_TIME = 16; // in each partition

    private DatasetOverhead() {}

    /**
     * Measures.
     *
     * @param args rows (8,000), rounds (3)
     */
    public static void main(String[] args) throws IOException {
        int rows = args.length > 0 ? Integer.parseInt(args[0]) : 8000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        Path folder = Files.createTempDirectory("replicate-bench-spark");
        try (ReplicateServer server = ReplicateServer.builder()
                        .runningFor(Duration.ofMillis(200))
                        .start();
                SparkSession spark = SparkSession.builder()
                        .master("local[" + PARTITIONS + "]")
                        .config("spark.ui.enabled", "false")
                        .config("spark.sql.shuffle.partitions", PARTITIONS)
                        .getOrCreate()) {
            spark.sparkContext().setLogLevel("ERROR");
            server.on(POET, input -> "a poem of " + input.text("prompt"));
            Files.writeString(folder.resolve("token"), "test-token");
            Dataset<Row> prompts = spark.range(0, rows, 1, PARTITIONS)
                    .select(
                            functions.col("id"),
                            functions
                                    .concat(functions.lit("cat "), functions.col("id"))
                                    .as("prompt"));
            naive(prompts.limit(rows / 10), server.baseUrl()); // warms up
            durable(spark, prompts.limit(rows / 10), server.baseUrl(), folder.resolve("warm"));
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                double bare = seconds(() -> naive(prompts, server.baseUrl()), rows);
                Path store = folder.resolve("store-" + round);
                double ours = seconds(() -> durable(spark, prompts, server.baseUrl(), store), rows);
                ratios.add(ours / bare);
                System.out.printf(
                        "%d rows of 200 ms: mapPartitions %.1f s, ReplicateSpark %.1f s, ratio %.2f%n",
                        rows, bare, ours, ours / bare);
            }
            double[] sorted =
                    ratios.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            System.out.printf(
                    "median ratio %.2f (bar: 1.15) of %s%n", sorted[sorted.length / 2], Arrays.toString(sorted));
        } finally {
            delete(folder);
        }
    }

    private interface Work {
        long run();
    }

    private static double seconds(Work work, int rows) {
        long start = System.nanoTime();
        if (work.run() != rows) {
            throw new IllegalStateException("Not all of " + rows + " rows have an output");
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static long naive(Dataset<Row> prompts, String url) {
        MapPartitionsFunction<Row, String> calls = rows -> {
            Replicate replicate =
                    Replicate.builder().apiToken("test-token").baseUrl(url).build();
            Iterable<Row> all = () -> rows;
            List<Map<String, ?>> inputs = new ArrayList<>();
            all.forEach(row -> inputs.add(Map.of("prompt", row.<String>getAs("prompt"))));
            Iterator<String> outputs = replicate
                    .use(POET)
                    .callAll(inputs, AT_A_TIME)
                    .map(outcome -> outcome.get())
                    .iterator();
            return outputs;
        };
        return prompts.mapPartitions(calls, Encoders.STRING()).collectAsList().size();
    }

    private static long durable(SparkSession spark, Dataset<Row> prompts, String url, Path store) {
        return ReplicateSpark.on(spark)
                .model(() -> POET)
                .input((Row row) -> Map.of("prompt", row.<String>getAs("prompt")))
                .key("id")
                .store(store.toString())
                .tokenFile(store.resolveSibling("token").toString())
                .client(client -> client.baseUrl(url))
                .rate(600_000)
                .mostRunning(PARTITIONS * AT_A_TIME)
                .tasks(PARTITIONS)
                .syncWindow(Duration.ofSeconds(60)) // as callAll does it
                .run(prompts)
                .collectAsList()
                .stream()
                .filter(row -> row.getAs("output") != null)
                .count();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
