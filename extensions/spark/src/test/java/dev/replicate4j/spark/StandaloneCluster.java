package dev.replicate4j.spark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** A standalone cluster of real JVMs, made of the jars of this test's class path: a master and two workers. */
final class StandaloneCluster implements AutoCloseable {

    static final String TOKEN = "r8_a-token-that-nobody-may-see";

    private static final Pattern MASTER = Pattern.compile("Starting Spark master at (spark://\\S+)");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path home;
    private final List<Process> processes = new ArrayList<>();
    private final String master;

    private StandaloneCluster(Path home) throws IOException, InterruptedException {
        this.home = home;
        Files.writeString(home.resolve("RELEASE"), "Spark, of resolved jars\n");
        Path jars = Files.createDirectories(home.resolve("jars"));
        for (String entry : classPath()) {
            Path jar = Path.of(entry);
            if (entry.endsWith(".jar") && !entry.contains("minicluster")) {
                Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar.toAbsolutePath());
            }
        }
        Path log = home.resolve("master.log");
        start(
                "org.apache.spark.deploy.master.Master",
                log,
                "127.0.0.1",
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--webui-port",
                "0");
        this.master = awaitLine(log, MASTER);
        worker(1);
        worker(2); // on a host of its own: Spark puts no twin of a task on the host that has the task
        await(() -> count(log, "Registering worker") >= 2, "both workers are registered");
    }

    /** Starts a cluster in a folder. */
    static StandaloneCluster start(Path folder) throws IOException, InterruptedException {
        return new StandaloneCluster(folder);
    }

    /** {@return whether the jars that a cluster is made of are here} */
    static boolean canStart() {
        return classPath().stream().anyMatch(entry -> entry.contains("spark-core_2.13"));
    }

    private void worker(int number) throws IOException {
        String host = "127.0.0." + number;
        start(
                "org.apache.spark.deploy.worker.Worker",
                home.resolve("worker-" + number + ".log"),
                host,
                "--host",
                host,
                "--webui-port",
                "0",
                "--cores",
                "4",
                "--memory",
                "2g",
                "--work-dir",
                home.resolve("work-" + number).toString(),
                master);
    }

    private void start(String program, Path log, String address, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(java());
        command.addAll(
                List.of("-Xmx192m", "-cp", home.resolve("jars") + "/*" + File.pathSeparator + folders(), program));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("SPARK_HOME", home.toString());
        environment.put("SPARK_SCALA_VERSION", "2.13");
        environment.put("SPARK_LOCAL_IP", address);
        environment.put("REPLICATE_API_TOKEN", TOKEN); // executors have the environment of their worker
        processes.add(builder.start());
    }

    /** {@return the beginning of a command that starts a JVM as Spark needs it} */
    static List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Arrays.asList(opens().split(" ")));
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        return command;
    }

    private static String opens() {
        return System.getProperty("spark.opens");
    }

    private static List<String> classPath() {
        return Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator));
    }

    private static String folders() {
        return String.join(
                File.pathSeparator,
                classPath().stream().filter(entry -> !entry.endsWith(".jar")).toList());
    }

    /** {@return what an application sets to run here} */
    Map<String, String> conf() {
        Map<String, String> conf = new TreeMap<>();
        conf.put("spark.master", master);
        conf.put("spark.driver.host", "127.0.0.1");
        conf.put("spark.driver.bindAddress", "127.0.0.1");
        conf.put("spark.executor.memory", "512m");
        conf.put("spark.executor.cores", "2");
        conf.put("spark.cores.max", "4");
        conf.put("spark.executor.extraClassPath", folders());
        conf.put("spark.executor.extraJavaOptions", opens() + " -XX:+UseSerialGC -XX:TieredStopAtLevel=1");
        conf.put("spark.sql.shuffle.partitions", "4");
        // Rows that an executor has shuffled are computed again soon once it answers no more; by default after two
        // minutes.
        conf.put("spark.shuffle.io.connectionTimeout", "5s");
        conf.put("spark.shuffle.io.maxRetries", "1");
        conf.put("spark.shuffle.io.retryWait", "1s");
        conf.put("spark.ui.enabled", "false");
        conf.put("spark.plugins", ReplicateSparkPlugin.class.getName());
        return conf;
    }

    /** {@return a session of this process} */
    SparkSession session(Map<String, String> more) {
        SparkSession.Builder builder = SparkSession.builder();
        conf().forEach(builder::config);
        more.forEach(builder::config);
        SparkSession spark = builder.getOrCreate();
        spark.sparkContext().setLogLevel("ERROR");
        return spark;
    }

    /** {@return the executors that run now} */
    List<ProcessHandle> executors() {
        return processes.stream()
                .flatMap(process -> process.descendants())
                .filter(handle -> handle.info()
                        .arguments()
                        .map(arguments -> String.join(" ", arguments).contains("CoarseGrainedExecutorBackend"))
                        .orElse(false))
                .filter(ProcessHandle::isAlive)
                .toList();
    }

    /** Waits for what happens in another process. */
    static void await(BooleanSupplier condition, String what) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Not so after " + PATIENCE + ": " + what);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static String awaitLine(Path log, Pattern pattern) throws InterruptedException {
        String[] found = new String[1];
        await(
                () -> {
                    Matcher matcher = pattern.matcher(text(log));
                    found[0] = matcher.find() ? matcher.group(1) : null;
                    return found[0] != null;
                },
                log + " has " + pattern);
        return found[0];
    }

    private static long count(Path log, String text) {
        return text(log).lines().filter(line -> line.contains(text)).count();
    }

    private static String text(Path log) {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        for (Process process : processes) {
            Stream.concat(process.descendants(), Stream.of(process.toHandle())).forEach(ProcessHandle::destroyForcibly);
        }
    }
}
