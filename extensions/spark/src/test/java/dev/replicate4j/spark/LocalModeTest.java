package dev.replicate4j.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.testkit.ReplicateServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Local mode: driver and executors are this process. */
class LocalModeTest {

    private static SparkSession spark;

    private final ReplicateServer server = ReplicateServer.builder().start();

    @TempDir
    private Path folder;

    @BeforeAll
    static void startSpark() {
        spark = SparkSession.builder()
                .master("local[3]")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "3")
                .getOrCreate();
    }

    @AfterAll
    static void stopSpark() {
        spark.stop();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Dataset<Row> rows(int count) {
        return spark.range(count)
                .select(
                        functions.col("id"),
                        functions
                                .concat(functions.lit("cat "), functions.col("id"))
                                .as("prompt"));
    }

    private DatasetRun<Map<String, ?>> poems() throws Exception {
        server.on(SparkModels.POET, input -> "a poem of " + input.text("prompt"));
        Path token = Files.writeString(folder.resolve("token"), "test-token");
        String url = server.baseUrl();
        return ReplicateSpark.on(spark)
                .model(() -> SparkModels.POET)
                .input((Row row) -> Map.of("prompt", row.<String>getAs("prompt")))
                .key("id")
                .store(folder.resolve("store").toString())
                .tokenFile(token.toString())
                .client(client -> client.baseUrl(url))
                .rate(60_000)
                .timeToAppear(Duration.ofMillis(300));
    }

    @Test
    void everyRowIsPaidOnceHoweverOftenTheResultIsUsed() throws Exception {
        Dataset<Row> result = poems().run(rows(100));

        assertThat(result.count()).isEqualTo(100);
        List<Row> all = result.collectAsList();
        assertThat(all).hasSize(100).allSatisfy(row -> {
            assertThat(row.<String>getAs("output")).isEqualTo("a poem of " + row.getAs("prompt"));
            assertThat(row.<String>getAs("error")).isNull();
            assertThat(row.<String>getAs("prediction_id")).isNotEmpty();
        });
        server.requests().predictions().assertCount(100);
        int before = server.requests().size();

        assertThat(poems().run(rows(100)).count()).isEqualTo(100);
        assertThat(server.requests().size()).isEqualTo(before);
    }
}
