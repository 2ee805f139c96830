package dev.replicate4j.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.jobs.Budget;
import dev.replicate4j.jobs.JobProgress;
import dev.replicate4j.testkit.Fault;
import dev.replicate4j.testkit.ReplicateServer;
import dev.replicate4j.testsupport.TestData;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.jdk.javaapi.CollectionConverters;

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
        Files.writeString(folder.resolve("token"), "test-token");
        return described(ReplicateSpark.on(spark).model(() -> SparkModels.POET));
    }

    private DatasetRun<Map<String, ?>> described(DatasetRun<Map<String, ?>> run) {
        String url = server.baseUrl();
        return run.input((Row row) -> Map.of("prompt", row.<String>getAs("prompt")))
                .key("id")
                .store(folder.resolve("store").toString())
                .tokenFile(folder.resolve("token").toString())
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

    @Test
    void keysThatAreNullOrTwiceAreRefusedBeforeAnythingIsPaid() throws Exception {
        Dataset<Row> twice = rows(5).union(rows(2));
        Dataset<Row> nulls =
                rows(5).withColumn("id", functions.when(functions.col("id").gt(2), functions.col("id")));

        assertThatThrownBy(() -> poems().run(twice))
                .isInstanceOf(SparkRunException.class)
                .hasMessageContaining("\"0\"")
                .hasMessageContaining("\"1\"")
                .hasMessageContaining("Nothing was paid");
        assertThatThrownBy(() -> poems().run(nulls)).hasMessageContaining("3 of 5 rows have no key");
        server.requests().predictions().assertNone();
    }

    @Test
    void changedInputOfAKeyIsRefusedBeforeAnythingIsPaid() throws Exception {
        poems().run(rows(5));

        Dataset<Row> changed =
                rows(6).withColumn("prompt", functions.concat(functions.col("prompt"), functions.lit("!")));
        assertThatThrownBy(() -> poems().run(changed)).hasMessageContaining("another input");
        assertThat(poems().run(rows(8)).where("output is not null").count()).isEqualTo(8);
        server.requests().predictions().assertCount(8);
    }

    @Test
    void rowsAndFunctionsThatChangeEachTimeAreRefused() throws Exception {
        Dataset<Row> chance = rows(5).withColumn("dice", functions.rand());

        assertThatThrownBy(() -> poems().run(chance)).hasMessageContaining("not the same each time");
        assertThatThrownBy(() -> poems().input((Row row) -> Map.of("prompt", "cat " + System.nanoTime()))
                        .run(rows(5)))
                .hasStackTraceContaining("is not the same each time it is made");
        server.requests().predictions().assertNone();
    }

    @Test
    void budgetAndMissingCreditStopTheRunAndKeepWhatIsDone() throws Exception {
        Dataset<Row> some = poems().budget(Budget.runs(6)).run(rows(10));

        assertThat(some.where("output is not null").count()).isEqualTo(6);
        assertThat(some.where("error like '%budget of 6 runs%'").count()).isEqualTo(4);
        assertThat(poems().budget(Budget.runs(6))
                        .run(rows(10))
                        .where("output is not null")
                        .count())
                .isEqualTo(6);
        server.requests().predictions().assertCount(6);

        server.inject(Fault.insufficientCredit().after(2).always());
        assertThat(poems().run(rows(10)).where("output is not null").count()).isLessThan(10);
        server.reset();
        assertThat(poems().run(rows(10)).where("output is not null").count()).isEqualTo(10);
    }

    @Test
    void moreErrorsThanAllowedFailTheRunAndNothingIsPaidAgain() throws Exception {
        DatasetRun<Map<String, ?>> strict = poems().maxErrors(1);
        server.when(SparkModels.POET).with("prompt", "cat 3").thenFail("unlucky (E1001)");
        server.when(SparkModels.POET).with("prompt", "cat 4").thenFail("unlucky (E1001)");

        assertThatThrownBy(() -> strict.run(rows(10)))
                .isInstanceOf(SparkRunException.class)
                .hasMessageContaining("More than 1 rows have failed: 2");
        Dataset<Row> all = poems().run(rows(10));

        assertThat(all.where("error like '%unlucky%'").count()).isEqualTo(2);
        assertThat(all.where("output is not null").count()).isEqualTo(8);
        server.requests().predictions().assertCount(10);
    }

    @Test
    void equalInputsShareOnePredictionWhereThatIsWanted() throws Exception {
        Dataset<Row> equal = rows(20).withColumn("prompt", functions.lit("a cat"));

        assertThat(poems().equalInputsOnce()
                        .run(equal)
                        .where("output = 'a poem of a cat'")
                        .count())
                .isEqualTo(20);
        server.requests().predictions().assertCount(1);
    }

    @Test
    void outputsHaveTheirTypesAndFilesAreKept() throws Exception {
        server.on(
                SparkModels.JUDGE,
                input -> new SparkModels.Judgement("good", 0.5, List.of(server.file(input.text("prompt") + ".png"))));
        poems(); // writes the token
        DatasetRun<Map<String, ?>> judge = described(ReplicateSpark.on(spark).model(() -> SparkModels.JUDGE));

        Dataset<Row> result = judge.run(rows(3));
        assertThat(result.schema().apply("output").dataType().simpleString())
                .isEqualTo("struct<label:string,score:double,pages:array<string>>");
        for (Row row : result.collectAsList()) {
            Row output = row.getStruct(row.fieldIndex("output"));
            assertThat(output.getString(0)).isEqualTo("good");
            assertThat(output.getDouble(1)).isEqualTo(0.5);
            String page = output.<String>getList(2).get(0);
            assertThat(page).startsWith("file:").contains("/store/files/");
            assertThat(Files.readAllBytes(Path.of(URI.create(page)))).isNotEmpty();
        }

        byte[] content = judge.binaryFiles()
                .run(rows(3))
                .first()
                .<Row>getAs("output")
                .<byte[]>getList(2)
                .get(0);
        assertThat(new String(content, 1, 3, StandardCharsets.US_ASCII)).isEqualTo("PNG");
        server.requests().predictions().assertCount(3);
    }

    @Test
    void modelByItsNameTakesColumnsAndBinaryFiles() throws Exception {
        server.close();
        try (ReplicateServer named = ReplicateServer.builder()
                .model(Files.readString(
                        TestData.projectFolder().resolve("test-support/src/data/models/acme/captioner.json")))
                .start()) {
            Files.writeString(folder.resolve("token"), "test-token");
            String url = named.baseUrl();
            Dataset<Row> images = spark.range(3)
                    .select(
                            functions.col("id"),
                            functions.encode(functions.lit("GIF89a"), "UTF-8").as("content"));

            Dataset<Row> result = ReplicateSpark.on(spark)
                    .model("acme/captioner")
                    .inputColumn("image", "content")
                    .key("id")
                    .store(folder.resolve("store").toString())
                    .tokenFile(folder.resolve("token").toString())
                    .client(client -> client.baseUrl(url))
                    .rate(60_000)
                    .run(images);

            assertThat(result.where("error is null").count()).isEqualTo(3);
            assertThat(named.requests().predictions().first().input("image").toString())
                    .startsWith("data:image/gif;base64,");
        }
    }

    @Test
    void columnsOfPathsAndUrlsBecomeFilesOnTheExecutor() throws Exception {
        Path gif = Files.writeString(folder.resolve("cat.gif"), "GIF89a");
        Dataset<Row> places = spark.createDataset(
                        List.of(gif.toString(), gif.toUri().toString(), "https://example.com/cat.png"),
                        Encoders.STRING())
                .toDF("place");

        DatasetRun<Map<String, ?>> run = poems();
        server.on(SparkModels.POET, input -> "a poem of a picture");
        List<Row> result = run.input((Row row) -> Map.of("image", InputFiles.of(row.<String>getAs("place"))))
                .key("place")
                .run(places)
                .collectAsList();

        assertThat(server.requests().predictions().list())
                .extracting(request -> request.input("image").toString())
                .containsExactlyInAnyOrder(
                        "data:image/gif;base64,R0lGODlh",
                        "data:image/gif;base64,R0lGODlh",
                        "https://example.com/cat.png");
        assertThat(result).hasSize(3);
    }

    @Test
    void pathThatCannotBeReadIsSaidAndPaysForNothing() throws Exception {
        String home = folder.toString();
        DatasetRun<Map<String, ?>> run =
                poems().input((Row row) -> Map.of("image", InputFiles.of(home + "/" + row.getAs("prompt"))));

        assertThatThrownBy(() -> run.run(rows(1))).hasStackTraceContaining("cat 0");
        server.requests().predictions().assertNone();
    }

    @Test
    void progressIsShownAndTheStageOfTheCallsCountsRows() throws Exception {
        Map<String, Object> counted = new ConcurrentHashMap<>();
        SparkListener listener = new SparkListener() {
            @Override
            public void onStageCompleted(SparkListenerStageCompleted stage) {
                CollectionConverters.asJava(stage.stageInfo().accumulables().values())
                        .forEach(each ->
                                counted.put(each.name().get(), each.value().get()));
            }
        };
        List<JobProgress> shown = new CopyOnWriteArrayList<>();
        spark.sparkContext().addSparkListener(listener);
        try {
            DatasetRun<Map<String, ?>> run = poems().progress(shown::add);
            server.when(SparkModels.POET).with("prompt", "cat 3").thenFail("unlucky (E1001)");

            run.run(rows(10));

            spark.sparkContext().listenerBus().waitUntilEmpty(10_000);
        } finally {
            spark.sparkContext().removeSparkListener(listener);
        }
        JobProgress last = shown.get(shown.size() - 1);
        assertThat(last.done()).isEqualTo(9);
        assertThat(last.failed()).isEqualTo(1);
        assertThat(last.total()).hasValue(10);
        assertThat(counted)
                .containsEntry("replicate: rows done", 9L)
                .containsEntry("replicate: rows failed", 1L)
                .containsKey("replicate: predict seconds");
    }

    @Test
    void tokenInTheConfigurationOfSparkIsRefused() throws Exception {
        spark.sparkContext().conf().set("spark.executorEnv.REPLICATE_API_TOKEN", "test-token");
        try {
            DatasetRun<Map<String, ?>> run = poems();

            assertThatThrownBy(() -> run.run(rows(2)))
                    .isInstanceOf(SparkRunException.class)
                    .hasMessageContaining("tokenFile(")
                    .hasMessageContaining("Nothing was paid")
                    .message()
                    .doesNotContain("test-token");
        } finally {
            spark.sparkContext().conf().remove("spark.executorEnv.REPLICATE_API_TOKEN");
        }
        server.requests().predictions().assertNone();
    }

    @Test
    void storeOfAnotherModelIsRefused() throws Exception {
        poems().run(rows(2));

        assertThatThrownBy(() -> described(ReplicateSpark.on(spark).model(() -> SparkModels.JUDGE))
                        .run(rows(2)))
                .isInstanceOf(SparkRunException.class)
                .hasMessageContaining("acme/poet");
    }

    @Test
    void missingTokenIsSaidAndPaysForNothing() throws Exception {
        DatasetRun<Map<String, ?>> run =
                poems().tokenFile(folder.resolve("nothing").toString());

        assertThatThrownBy(() -> run.run(rows(2))).hasStackTraceContaining("The token file ");
        server.requests().predictions().assertNone();
    }
}
