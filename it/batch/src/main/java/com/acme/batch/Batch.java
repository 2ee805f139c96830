package com.acme.batch;

import com.acme.batch.models.FluxSchnell;
import dev.replicate4j.Replicate;
import dev.replicate4j.URLPath;
import dev.replicate4j.jobs.Budget;
import dev.replicate4j.jobs.Job;
import dev.replicate4j.jobs.JobState;
import dev.replicate4j.jobs.ProgressDisplay;
import dev.replicate4j.testkit.ReplicateServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * 200 pictures by a durable job that is killed in the middle and opened again: none is paid for twice. Runs against an embedded
 * server; {@link #paint} is what you would run on Replicate.
 */
public final class Batch {

    private static final int ROWS = 200;
    private static final int KILLED_AFTER = 80;

    private Batch() {}

    /** A row of a table. */
    record Row(String id, String prompt) {}

    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length == 2) { // the child, which kills itself
            try (Replicate replicate =
                    Replicate.builder().apiToken("test").baseUrl(args[0]).build()) {
                paint(replicate, Path.of(args[1]), KILLED_AFTER);
            }
            return;
        }
        Path store = Files.createDirectories(Path.of("target")).resolve("cats-" + ProcessHandle.current().pid());
        try (ReplicateServer server = ReplicateServer.builder()
                        .pins(Path.of("src", "main", "replicate"))
                        .runningFor(Duration.ofMillis(50))
                        .start();
                Replicate replicate = server.client()) {
            int status = inProcessOfItsOwn(server.baseUrl(), store);
            System.out.println("The first process was killed: it ended with " + status + ", "
                    + server.requests().predictions().size() + " predictions were paid.");

            paint(replicate, store, Integer.MAX_VALUE);
            System.out.println("For " + ROWS + " rows " + server.requests().predictions().size()
                    + " predictions were paid. See " + store.resolve("report.html").toAbsolutePath());
        }
    }

    private static void paint(Replicate replicate, Path store, int killedAfter) throws IOException {
        List<Row> rows = IntStream.range(0, ROWS)
                .mapToObj(i -> new Row("cat-" + i, "a cat, number " + i))
                .toList();
        AtomicInteger done = new AtomicInteger();
        try (Job<FluxSchnell.Input, List<URLPath>> job = Job.on(replicate.use(FluxSchnell.MODEL))
                .store(store)
                .budget(Budget.runs(ROWS))
                .createsPerMinute(6000) // the embedded server has no limit; Replicate's is the default, 600
                .mostRunning(20)
                .timeToAppear(Duration.ofSeconds(1)) // and it shows a prediction at once
                .progress(ProgressDisplay.bar())
                .open()) {
            job.run(rows, Row::id, row -> FluxSchnell.with(row.prompt()).seed(42)).forEach(outcome -> {
                if (outcome.state() != JobState.DONE) {
                    System.out.println(outcome.key() + ": " + outcome.failure());
                }
                if (done.incrementAndGet() == killedAfter) {
                    Runtime.getRuntime().halt(137); // no farewell: as kill -9 does it
                }
            });
            job.report(store.resolve("report.html"));
        }
    }

    private static int inProcessOfItsOwn(String baseUrl, Path store) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath(),
                        Batch.class.getName(),
                        baseUrl,
                        store.toString())
                .inheritIO()
                .start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        return process.waitFor();
    }

    /** Under {@code exec:java} the class path is that of a class loader, not of the JVM. */
    private static String classPath() {
        if (Batch.class.getClassLoader() instanceof java.net.URLClassLoader loader) {
            return String.join(
                    java.io.File.pathSeparator,
                    java.util.Arrays.stream(loader.getURLs())
                            .map(url -> Path.of(java.net.URI.create(url.toString())).toString())
                            .toList());
        }
        return System.getProperty("java.class.path");
    }
}
