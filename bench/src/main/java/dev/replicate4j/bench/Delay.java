package dev.replicate4j.bench;

import dev.replicate4j.ModelFunction;
import dev.replicate4j.Replicate;
import dev.replicate4j.URLPath;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What waiting adds to the time that a run takes, where the server holds the request and where it does not. */
final class Delay {
    private static final int[] MILLIS = {200, 1_000, 3_000, 30_000};
    private static final int RUNS = 20;

    private Delay() {}

    static void compare(List<String> arguments) throws InterruptedException {
        int longest = arguments.isEmpty() ? 30_000 : Integer.parseInt(arguments.get(0));
        Table table = new Table(
                "Waiting beyond the run's own time, " + RUNS + " runs each",
                "run takes ms",
                "server",
                "added ms",
                "added %, median",
                "added %, worst",
                "requests a run");
        try (Stub stub = Stub.start();
                Replicate replicate = Replicate.builder()
                        .apiToken("test-token")
                        .baseUrl(stub.apiUrl())
                        .build()) {
            for (int i = 0; i < 500; i++) {
                replicate.use(Picture.MODEL).call(Picture.with("a cat"));
            }
            for (String server : List.of("hold", "poll")) {
                for (int millis : MILLIS) {
                    if (millis <= longest) {
                        row(table, stub, replicate, server, millis);
                    }
                }
            }
        }
        table.print();
    }

    /** Runs take a little longer each, so that no interval of polling fits them all. */
    private static void row(Table table, Stub stub, Replicate replicate, String server, int millis)
            throws InterruptedException {
        long before = stub.counts().requests();
        List<CompletableFuture<Double>> runs = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            int takes = millis + millis * i / (2 * RUNS);
            ModelFunction<Picture.Input, List<URLPath>, URLPath> model =
                    replicate.use(Picture.model(server + "-" + takes));
            long start = System.nanoTime();
            runs.add(model.callAsync(Picture.with("a cat"))
                    .thenApply(output -> (System.nanoTime() - start) / 1e6 - takes));
            TimeUnit.MILLISECONDS.sleep(37);
        }
        List<Double> added = runs.stream().map(CompletableFuture::join).toList();
        List<Double> shares = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            shares.add(100 * added.get(i) / (millis + millis * i / (2.0 * RUNS)));
        }
        table.row(
                millis + " to " + (millis + millis * (RUNS - 1) / (2 * RUNS)),
                server.equals("hold") ? "holds" : "does not hold",
                Sample.of(added).format(0),
                "%.1f".formatted(Sample.of(shares).median()),
                "%.1f".formatted(Sample.of(shares).max()),
                "%.1f".formatted((stub.counts().requests() - before - 1) / (double) RUNS));
    }
}
