package dev.replicate4j.bench;

import dev.replicate4j.Replicate;
import dev.replicate4j.jobs.Job;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Runs of 0 s through a durable job, beside {@code callAll}, which writes nothing down; and opening a large journal. */
final class Jobs {

    private static final String KEYS = "100000";

    private Jobs() {}

    static void compare(List<String> arguments) {
        int rounds = arguments.isEmpty() ? 5 : Integer.parseInt(arguments.get(0));
        String runs = arguments.size() < 2 ? "20000" : arguments.get(1);
        Path folder = arguments.size() < 3 ? Path.of(System.getProperty("java.io.tmpdir")) : Path.of(arguments.get(2));
        Table table = new Table("Runs of 0 s", "at a time", "callAll, a second", "job, a second", "job / callAll");
        for (String concurrency : List.of("64", "256", "1024")) {
            Child child = new Child();
            try (Stub stub = Stub.start()) {
                for (int round = 0; round < rounds; round++) {
                    child.add(run("-Xmx1g", "pace", stub.apiUrl(), runs, concurrency, folder.toString()));
                }
            }
            table.row(
                    concurrency,
                    child.figure("callAll", 0).format(0),
                    child.figure("job", 0).format(0),
                    child.ratio("job", "callAll", 0).format(2));
        }
        table.print();
        opening(rounds, folder);
    }

    private static void opening(int rounds, Path folder) {
        Path store = folder.resolve("replicate-bench-open");
        Child child = new Child();
        try (Stub stub = Stub.start()) {
            run("-Xmx1g", "fill", stub.apiUrl(), KEYS, "1024", store.toString());
            for (int round = 0; round < rounds; round++) {
                child.add(run("-Xmx128m", "open", stub.apiUrl(), KEYS, "1024", store.toString()));
            }
        }
        delete(store);
        Table table = new Table("Opening a journal of " + KEYS + " keys in 128 MB", "s", "peak memory MiB");
        table.row(child.figure("open", 0).format(2), child.figure("open", 1).format(0));
        table.print();
    }

    private static String run(String heap, String... arguments) {
        return Jvm.run(List.of(heap), Jvm.ownArchive(), Jobs.class, List.of(arguments));
    }

    /**
     * Measures in this JVM.
     *
     * @param args what to measure, where the API is, how many runs, how many at a time, and a folder
     */
    public static void main(String[] args) {
        Replicate replicate =
                Replicate.builder().apiToken("test-token").baseUrl(args[1]).build();
        int runs = Integer.parseInt(args[2]);
        int concurrency = Integer.parseInt(args[3]);
        Path folder = Path.of(args[4]);
        switch (args[0]) {
            case "pace" -> pace(replicate, runs, concurrency, folder.resolve("replicate-bench-job"));
            case "fill" -> throughJob(replicate, runs, concurrency, folder);
            default -> open(replicate, concurrency, folder);
        }
        System.exit(0);
    }

    private static void pace(Replicate replicate, int runs, int concurrency, Path store) {
        // The first quarter warms up.
        throughJob(replicate, runs / 4, concurrency, store);
        callAll(replicate, runs / 4, concurrency);
        delete(store);
        double bare = perSecond(runs, () -> callAll(replicate, runs, concurrency));
        double durable = perSecond(runs, () -> throughJob(replicate, runs, concurrency, store));
        delete(store);
        Child.print("callAll", bare);
        Child.print("job", durable);
    }

    private static double perSecond(int runs, Supplier<Long> work) {
        long start = System.nanoTime();
        if (work.get() != runs) {
            throw new IllegalStateException("Some of the " + runs + " runs have failed");
        }
        return runs / ((System.nanoTime() - start) / 1e9);
    }

    private static long callAll(Replicate replicate, int runs, int concurrency) {
        List<Story.Input> inputs = inputs(runs);
        try (var outcomes = replicate.use(Story.model("tokens-0-1-0")).callAll(inputs, concurrency)) {
            return outcomes.filter(outcome -> !outcome.get().isEmpty()).count();
        }
    }

    private static long throughJob(Replicate replicate, int runs, int concurrency, Path store) {
        List<Integer> rows = IntStream.range(0, runs).boxed().toList();
        try (Job<Story.Input, String> job = job(replicate, concurrency, store)) {
            return job.run(rows, row -> "row " + row, row -> Story.with("a story of " + row))
                    .filter(outcome -> !outcome.get().isEmpty())
                    .count();
        }
    }

    private static void open(Replicate replicate, int concurrency, Path store) {
        long start = System.nanoTime();
        try (Job<Story.Input, String> job = job(replicate, concurrency, store)) {
            double seconds = (System.nanoTime() - start) / 1e9;
            if (job.call("row 7", Story.with("a story of 7")).isEmpty()) {
                throw new IllegalStateException("The job has forgotten a row");
            }
            Child.print("open", seconds, (double) Usage.peakMemoryMib());
        }
    }

    private static Job<Story.Input, String> job(Replicate replicate, int concurrency, Path store) {
        return Job.on(replicate.use(Story.model("tokens-0-1-0")))
                .store(store)
                .createsPerMinute(Integer.MAX_VALUE)
                .mostRunning(concurrency)
                .open();
    }

    private static List<Story.Input> inputs(int runs) {
        return IntStream.range(0, runs)
                .mapToObj(row -> Story.with("a story of " + row))
                .toList();
    }

    private static void delete(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
