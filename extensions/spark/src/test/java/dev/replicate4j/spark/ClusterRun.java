package dev.replicate4j.spark;

import java.time.Duration;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** The run that the tests of a cluster make; a program of its own where its driver is to be killed. */
final class ClusterRun {

    private ClusterRun() {}

    /** Arguments: the URL of the server, the store, the number of rows, then the configuration as pairs. */
    public static void main(String[] args) {
        SparkSession.Builder builder = SparkSession.builder();
        for (int i = 3; i < args.length; i += 2) {
            builder.config(args[i], args[i + 1]);
        }
        SparkSession spark = builder.getOrCreate();
        Dataset<Row> result = poems(spark, args[0], args[1]).run(rows(spark, Integer.parseInt(args[2])));
        System.out.println(
                "rows with an output: " + result.where("output is not null").count());
        spark.stop();
    }

    static Dataset<Row> rows(SparkSession spark, int count) {
        return spark.range(0, count, 1, 4)
                .select(
                        functions.col("id"),
                        functions
                                .concat(functions.lit("cat "), functions.col("id"))
                                .as("prompt"));
    }

    static DatasetRun<Map<String, ?>> poems(SparkSession spark, String url, String store) {
        return ReplicateSpark.on(spark)
                .model(() -> SparkModels.POET)
                .input((Row row) -> Map.of("prompt", row.<String>getAs("prompt")))
                .key("id")
                .store(store)
                .client(client -> client.baseUrl(url))
                .rate(60_000)
                .timeToAppear(Duration.ofSeconds(1))
                .leaseTime(Duration.ofSeconds(4));
    }
}
