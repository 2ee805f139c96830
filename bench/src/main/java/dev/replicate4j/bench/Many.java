package dev.replicate4j.bench;

import dev.replicate4j.Replicate;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Many runs of a second, all started at once. */
final class Many {
    private Many() {}

    static void compare(List<String> arguments) {
        List<String> counts = arguments.isEmpty() ? List.of("2000", "20000") : arguments;
        Table table = new Table(
                "Runs of 1 s, all at once",
                "runs",
                "server",
                "client",
                "wall s",
                "CPU s",
                "threads",
                "live heap MiB",
                "peak memory MiB",
                "failed",
                "connections",
                "requests a run");
        for (String count : counts) {
            for (String server : List.of("hold", "poll")) {
                row(table, count, server, "typed calls");
            }
            row(table, count, "hold", "bare JDK client");
        }
        table.print();
    }

    private static void row(Table table, String count, String server, String client) {
        try (Stub stub = Stub.start()) {
            Child child = new Child();
            String behaves = server.equals("hold") ? "holds" : "does not hold";
            try {
                child.add(Jvm.run(
                        List.of(),
                        Jvm.applicationClassPath(),
                        Many.class,
                        List.of(stub.apiUrl(), count, server, client)));
            } catch (IllegalStateException e) {
                // A connection for each run, and its own selector: the system may allow fewer open files than that.
                table.row(count, behaves, client, "did not finish", "", "", "", "", "", "", "");
                return;
            }
            Stub.Counts counts = stub.counts();
            table.row(
                    count,
                    behaves,
                    client,
                    child.figure(client, 0).format(2),
                    child.figure(client, 1).format(1),
                    child.figure(client, 2).format(0),
                    child.figure(client, 3).format(0),
                    child.figure(client, 4).format(0),
                    child.figure(client, 5).format(0),
                    counts.connections() - 1,
                    "%.1f".formatted((counts.requests() - 1) / Double.parseDouble(count)));
        }
    }

    /**
     * Measures in this JVM.
     *
     * @param args where the API is, how many runs, what the server does, and which client
     * @throws InterruptedException when it is interrupted
     */
    public static void main(String[] args) throws InterruptedException {
        int count = Integer.parseInt(args[1]);
        int threadsBefore = Usage.threads();
        Function<Integer, CompletableFuture<?>> client =
                args[3].equals("typed calls") ? typed(args[0], args[2]) : bare(args[0], args[2]);
        AtomicInteger failed = new AtomicInteger();
        long start = System.nanoTime();
        CompletableFuture<?>[] runs = IntStream.range(0, count)
                .mapToObj(i -> client.apply(i).handle((output, failure) -> {
                    if (failure != null && failed.incrementAndGet() == 1) {
                        failure.printStackTrace();
                    }
                    return output;
                }))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture<Void> all = CompletableFuture.allOf(runs);
        int threads = Usage.threads();
        long heap = Usage.liveHeapMib();
        while (!all.isDone()) {
            threads = Math.max(threads, Usage.threads());
            TimeUnit.MILLISECONDS.sleep(10);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Child.print(
                args[3],
                seconds,
                Usage.cpuSeconds(),
                (double) threads - threadsBefore,
                (double) heap,
                (double) Usage.peakMemoryMib(),
                failed.get());
        System.exit(0);
    }

    private static Function<Integer, CompletableFuture<?>> typed(String api, String server) {
        Replicate replicate =
                Replicate.builder().apiToken("test-token").baseUrl(api).build();
        var model = replicate.use(Picture.model(server + "-1000"));
        return i -> model.callAsync(Picture.with("a cat wearing an amusing hat").seed(i));
    }

    private static Function<Integer, CompletableFuture<?>> bare(String api, String server) {
        Bare bare = new Bare();
        URI predictions = URI.create(api + "/models/bench/" + server + "-1000/predictions");
        return i -> bare.createAsync(predictions);
    }
}
