package com.acme.captions;

import com.acme.captions.models.Blip2;
import dev.replicate4j.URLPath;
import dev.replicate4j.jobs.Budget;
import dev.replicate4j.jobs.ProgressDisplay;
import dev.replicate4j.spark.ReplicateSpark;
import dev.replicate4j.testkit.ReplicateServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * 200 pictures get captions, in Spark's local mode: the result is used twice, and the program runs twice, but every picture is
 * paid for once. Runs against an embedded server; {@link #caption} is what you would run on Replicate.
 */
public final class Captions {

    private static final int ROWS = 200;

    private Captions() {}

    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "run-" + ProcessHandle.current().pid()));
        try (ReplicateServer server = ReplicateServer.builder()
                        .pins(Path.of("src", "main", "replicate"))
                        .runningFor(Duration.ofMillis(50))
                        .start();
                SparkSession spark = SparkSession.builder()
                        .master("local[2]")
                        .config("spark.ui.enabled", "false")
                        .getOrCreate()) {
            spark.sparkContext().setLogLevel("ERROR");
            Path token = Files.writeString(folder.resolve("token"), "a-token");
            Dataset<Row> images = images(spark);

            Dataset<Row> captioned = caption(spark, images, folder, token, server.baseUrl());
            captioned.show(3, 40);
            System.out.println("Rows with a caption: " + captioned.where("error is null").count());

            caption(spark, images, folder, token, server.baseUrl()); // as if the program had been started again
            System.out.println(
                    "Predictions that were paid: " + server.requests().predictions().size());
        }
    }

    private static Dataset<Row> caption(
            SparkSession spark, Dataset<Row> images, Path folder, Path token, String baseUrl) {
        return ReplicateSpark.on(spark)
                .model(Blip2.MODEL)
                .input((Row r) -> Blip2.with(URLPath.of(r.getString(1))))
                .key("id")
                .store(folder.resolve("store").toString())
                .outputColumn("caption")
                .budget(Budget.runs(ROWS))
                .progress(ProgressDisplay.bar())
                .rate(6000) // the embedded server has no limit; Replicate's is the default, 600
                .tokenFile(token.toString()) // by default REPLICATE_API_TOKEN of the executors' environment
                .client(client -> client.baseUrl(baseUrl)) // only for the embedded server
                .run(images);
    }

    private static Dataset<Row> images(SparkSession spark) {
        List<Row> rows = IntStream.range(0, ROWS)
                .mapToObj(i -> RowFactory.create("image-" + i, "https://example.com/image-" + i + ".png"))
                .toList();
        return spark.createDataFrame(
                rows, new StructType().add("id", DataTypes.StringType).add("url", DataTypes.StringType));
    }
}
