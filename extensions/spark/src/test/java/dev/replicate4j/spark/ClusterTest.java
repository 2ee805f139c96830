package dev.replicate4j.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.replicate4j.testkit.RecordedRequest;
import dev.replicate4j.testkit.ReplicateServer;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A standalone cluster of real JVMs: whatever dies, 100 rows are 100 predictions. */
class ClusterTest {

    private static final int ROWS = 100;

    @TempDir
    private static Path home;

    private static StandaloneCluster cluster;
    private static SparkSession spark;

    private ReplicateServer server;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startCluster() throws Exception {
        assumeTrue(StandaloneCluster.canStart(), "The jars of Spark are not on the class path");
        cluster = StandaloneCluster.start(Files.createDirectories(home.resolve("spark")));
        spark = cluster.session(Map.of(
                "spark.ui.enabled", "true",
                "spark.ui.port", "0",
                "spark.eventLog.enabled", "true",
                "spark.eventLog.compress", "false",
                "spark.eventLog.dir",
                        Files.createDirectories(home.resolve("events")).toUri().toString(),
                "spark.speculation.quantile", "0.5",
                "spark.speculation.multiplier", "1.2",
                "spark.speculation", "true",
                "spark.speculation.interval", "200ms",
                "spark.speculation.minTaskRuntime", "2s"));
    }

    @AfterAll
    static void stopCluster() throws Exception {
        if (spark != null) {
            spark.stop();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    @BeforeEach
    void startServer() {
        server = ReplicateServer.builder()
                .acceptOnly(StandaloneCluster.TOKEN)
                .runningFor(Duration.ofMillis(300))
                .start();
        server.on(SparkModels.POET, input -> {
            if (input.text("prompt").equals("cat 13")) {
                throw new IllegalStateException("unlucky (E1001)");
            }
            return "a poem of " + input.text("prompt");
        });
    }

    @AfterEach
    void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    private String store() {
        return folder.resolve("store").toUri().toString();
    }

    private DatasetRun<Map<String, ?>> poems() {
        return ClusterRun.poems(spark, server.baseUrl(), store());
    }

    private int paid() {
        return server.requests().predictions().size();
    }

    private void assertAllPaidOnce(Dataset<Row> result) {
        List<Row> rows = result.collectAsList();
        assertThat(rows).hasSize(ROWS);
        for (Row row : rows) {
            boolean unlucky = row.<Long>getAs("id") == 13;
            assertThat(row.<String>getAs("output")).isEqualTo(unlucky ? null : "a poem of " + row.getAs("prompt"));
            String error = row.getAs("error");
            if (unlucky) {
                assertThat(error).contains("unlucky");
            } else {
                assertThat(error).isNull();
            }
        }
        assertThat(rows.stream().map(row -> row.<String>getAs("prediction_id")).collect(Collectors.toSet()))
                .hasSize(ROWS);
        server.requests().predictions().assertCount(ROWS);
    }

    @Test
    void resultIsUsedTwiceAndOneRowFails() {
        Dataset<Row> result = poems().run(ClusterRun.rows(spark, ROWS));

        assertThat(result.count()).isEqualTo(ROWS);
        assertAllPaidOnce(result);
    }

    @Test
    void executorIsKilledAtHalf() throws Exception {
        CompletableFuture<Void> kill = CompletableFuture.runAsync(() -> {
            try {
                StandaloneCluster.await(() -> paid() >= ROWS / 2, "half of the rows are paid");
                cluster.executors().get(0).destroyForcibly();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        Dataset<Row> result = poems().mostRunning(16).run(ClusterRun.rows(spark, ROWS));

        kill.get(1, TimeUnit.MINUTES);
        assertAllPaidOnce(result);
    }

    @Test
    void driverIsKilledAndTheSameProgramRunsAgain() throws Exception {
        Process first = program();
        StandaloneCluster.await(() -> paid() >= ROWS / 2, "half of the rows are paid");
        first.destroyForcibly().waitFor();

        Process second = program();
        assertThat(second.waitFor(2, TimeUnit.MINUTES)).isTrue();

        assertThat(Files.readString(folder.resolve("program.log"))).contains("rows with an output: " + (ROWS - 1));
        server.requests().predictions().assertCount(ROWS);
    }

    private Process program(String... more) throws Exception {
        List<String> command = new ArrayList<>(StandaloneCluster.java());
        command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path"), ClusterRun.class.getName()));
        command.addAll(List.of(server.baseUrl(), store(), String.valueOf(ROWS)));
        Map<String, String> conf = cluster.conf();
        conf.put("spark.executor.cores", "1");
        conf.put("spark.cores.max", "2");
        conf.forEach((name, value) -> command.addAll(List.of(name, value)));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve("program.log").toFile()));
        return builder.start();
    }

    @Test
    void slowTaskGetsATwinThatPaysForNothing() {
        server.when(SparkModels.POET)
                .with("prompt", "cat 7")
                .runningFor(Duration.ofSeconds(8))
                .thenReturn("a poem of cat 7");
        AtomicInteger twins = new AtomicInteger();
        SparkListener listener = new SparkListener() {
            @Override
            public void onTaskStart(SparkListenerTaskStart start) {
                twins.addAndGet(start.taskInfo().speculative() ? 1 : 0);
            }
        };
        spark.sparkContext().addSparkListener(listener);

        Dataset<Row> result = poems().run(ClusterRun.rows(spark, ROWS));

        spark.sparkContext().removeSparkListener(listener);
        assertThat(twins).hasPositiveValue();
        assertAllPaidOnce(result);
    }

    @Test
    void executorThatIsStoppedForLongerThanItsLeasePaysForNothingWhenItGoesOn() throws Exception {
        CompletableFuture<Void> stop = CompletableFuture.runAsync(() -> {
            try {
                StandaloneCluster.await(() -> paid() >= ROWS / 2, "half of the rows are paid");
                ProcessHandle zombie = cluster.executors().get(0);
                signal("-STOP", zombie);
                try { // the twins of its tasks wait for their leases, and then have all that is left
                    StandaloneCluster.await(() -> paid() == ROWS, "all rows are paid, by the other executor");
                } finally {
                    signal("-CONT", zombie);
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        Dataset<Row> result = poems().mostRunning(16).run(ClusterRun.rows(spark, ROWS));

        stop.get(1, TimeUnit.MINUTES);
        assertAllPaidOnce(result);
    }

    private static void signal(String signal, ProcessHandle process) throws Exception {
        new ProcessBuilder("kill", signal, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    @Test
    void tenThousandRowsUseTheRateOfTheAccountAndDoNotExceedIt() {
        int perMinute = 15_000; // 25 times that of Replicate
        int rows = 10_000;
        server.close();
        server = ReplicateServer.builder()
                .acceptOnly(StandaloneCluster.TOKEN)
                .runningFor(Duration.ofMillis(200))
                .rateLimits(perMinute, 5 * perMinute)
                .start();
        server.on(SparkModels.POET, input -> "a poem of " + input.text("prompt"));

        Dataset<Row> result = poems().rate(perMinute).run(ClusterRun.rows(spark, rows));

        assertThat(result.where("output is not null").count()).isEqualTo(rows);
        List<RecordedRequest> creates = server.requests().predictions().list();
        long paid = creates.stream().filter(create -> create.status() < 300).count();
        long refused =
                server.requests().matching(request -> request.status() == 429).size();
        Duration took = Duration.between(
                creates.get(0).at(), creates.get(creates.size() - 1).at());
        System.out.printf(
                "10,000 rows: %d paid, %d requests refused as too many, %.0f creates a minute of %d allowed%n",
                paid, refused, rows * 60_000.0 / took.toMillis(), perMinute);
        assertThat(paid).isEqualTo(rows);
        assertThat(took)
                .as("time of all creates")
                .isLessThan(Duration.ofMinutes(rows).dividedBy(perMinute).multipliedBy(2));
        assertThat(refused).as("requests that were refused as too many").isLessThan(rows / 100);
    }

    @Test
    void storeOnHdfsSurvivesTheKillOfAnExecutor() throws Exception {
        Configuration conf = new Configuration();
        conf.set("hdfs.minidfs.basedir", folder.resolve("hdfs").toString());
        try (MiniDFSCluster hdfs =
                new MiniDFSCluster.Builder(conf).numDataNodes(1).build()) {
            hdfs.waitClusterUp();
            String store = hdfs.getURI() + "/jobs/poems";
            CompletableFuture<Void> kill = CompletableFuture.runAsync(() -> {
                try {
                    StandaloneCluster.await(() -> paid() >= ROWS / 2, "half of the rows are paid");
                    cluster.executors().get(0).destroyForcibly();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });

            Dataset<Row> result = ClusterRun.poems(spark, server.baseUrl(), store)
                    .mostRunning(16)
                    .run(ClusterRun.rows(spark, ROWS));

            kill.get(1, TimeUnit.MINUTES);
            assertAllPaidOnce(result);
        }
    }

    @Test
    void tokenIsInNoPlanConfigurationOrEventLog() throws Exception {
        Dataset<Row> result = poems().run(ClusterRun.rows(spark, ROWS));

        assertThat(result.queryExecution().toString()).doesNotContain(StandaloneCluster.TOKEN);
        assertThat(spark.sparkContext().getConf().toDebugString()).doesNotContain(StandaloneCluster.TOKEN);
        try (Stream<Path> files = Files.walk(home.resolve("events"))) {
            List<Path> logs = files.filter(Files::isRegularFile).toList();
            assertThat(logs).isNotEmpty();
            for (Path log : logs) {
                assertThat(new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1))
                        .doesNotContain(StandaloneCluster.TOKEN);
            }
        }
        try (Stream<Path> files = Files.walk(folder.resolve("store"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain(StandaloneCluster.TOKEN);
            }
        }
        String ui = spark.sparkContext().uiWebUrl().get();
        for (String page : List.of("/environment/", "/SQL/", "/stages/", "/executors/")) {
            try (InputStream in = URI.create(ui + page).toURL().openStream()) {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                assertThat(text).contains("Spark").doesNotContain(StandaloneCluster.TOKEN);
            }
        }
    }

    @Test
    void withoutThePluginEachTaskHasItsShareWhichTheLogSaysOnce() throws Exception {
        assertThat(program("spark.plugins", "").waitFor(2, TimeUnit.MINUTES)).isTrue();

        String log = Files.readString(folder.resolve("program.log"));
        assertThat(log).contains("rows with an output: " + (ROWS - 1));
        assertThat(log.lines().filter(line -> line.contains("an equal share of 60000 creates a minute")))
                .hasSize(1);
        server.requests().predictions().assertCount(ROWS);
    }

    @Test
    void secondProgramWithTheSameStoreIsRefused() throws Exception {
        server.when(SparkModels.POET)
                .with("prompt", "cat 7")
                .runningFor(Duration.ofSeconds(12)) // so that the first is at work when the second begins
                .thenReturn("a poem of cat 7");
        Process first = program();
        StandaloneCluster.await(() -> paid() > 0, "the first program is at work");

        assertThatThrownBy(() -> poems().run(ClusterRun.rows(spark, ROWS)))
                .isInstanceOf(SparkRunException.class)
                .hasMessageContaining("is in use by the Spark application");

        assertThat(first.waitFor(2, TimeUnit.MINUTES)).isTrue();
        server.requests().predictions().assertCount(ROWS);
    }
}
