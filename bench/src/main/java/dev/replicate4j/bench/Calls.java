package dev.replicate4j.bench;

import dev.replicate4j.ModelFunction;
import dev.replicate4j.Replicate;
import dev.replicate4j.URLPath;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** The cost of a call: blocks of calls of each kind take turns in one JVM, so that all see the same machine. */
final class Calls {
    private static final int WARM_UP = 12_000;
    private static final int BLOCK = 250;
    private static final int BLOCKS = 12;
    private static final String LIMIT = "bare JDK client";

    private static final int MOST_FAILURES = 10;

    private static int failures;

    private Calls() {}

    /** What one kind of call costs. */
    private static final class Cost {
        final List<Double> micros = new ArrayList<>();
        double cpuMicros;
        double bytes;
    }

    static void compare(List<String> arguments) {
        int forks = arguments.isEmpty() ? 5 : Integer.parseInt(arguments.get(0));
        Child figures = new Child();
        try (Stub stub = Stub.start()) {
            for (int fork = 0; fork < forks; fork++) {
                figures.add(Jvm.run(List.of(), Jvm.applicationClassPath(), Calls.class, List.of(stub.apiUrl())));
            }
        }
        Table table = new Table(
                "One call, " + forks + " JVMs",
                "call",
                "p50 us",
                "ratio",
                "p99 us",
                "CPU us",
                "ratio",
                "bytes allocated",
                "ratio");
        for (String name : figures.names()) {
            table.row(
                    name,
                    figures.figure(name, 0).format(0),
                    figures.ratio(name, LIMIT, 0).format(2),
                    figures.figure(name, 1).format(0),
                    figures.figure(name, 2).format(0),
                    figures.ratio(name, LIMIT, 2).format(2),
                    figures.figure(name, 3).format(0),
                    figures.ratio(name, LIMIT, 3).format(2));
        }
        table.print();
    }

    /**
     * Measures in this JVM.
     *
     * @param args where the API is
     * @throws Exception when a call fails
     */
    public static void main(String[] args) throws Exception {
        Bare bare = new Bare();
        URI predictions = URI.create(args[0] + "/models/bench/instant/predictions");
        Replicate replicate =
                Replicate.builder().apiToken("test-token").baseUrl(args[0]).build();
        ModelFunction<Picture.Input, List<URLPath>, URLPath> picture = replicate.use(Picture.MODEL);
        Map<String, Callable<?>> kinds = new LinkedHashMap<>();
        kinds.put(LIMIT, () -> bare.create(predictions));
        kinds.put(
                "bare JDK client, sendAsync",
                () -> bare.createAsync(predictions).get());
        kinds.put(
                "typed call",
                () -> picture.call(Picture.with("a cat wearing an amusing hat").seed(42)));
        measure(kinds).forEach((name, cost) -> {
            Sample micros = Sample.of(cost.micros);
            int calls = BLOCK * BLOCKS;
            Child.print(name, micros.median(), micros.quantile(0.99), cost.cpuMicros / calls, cost.bytes / calls);
        });
        System.exit(0);
    }

    private static Map<String, Cost> measure(Map<String, Callable<?>> kinds) throws Exception {
        for (int i = 0; i < WARM_UP; i += BLOCK) {
            for (Callable<?> call : kinds.values()) {
                run(call, new ArrayList<>());
            }
        }
        Map<String, Cost> costs = new LinkedHashMap<>();
        for (int block = 0; block < BLOCKS; block++) {
            for (Map.Entry<String, Callable<?>> kind : kinds.entrySet()) {
                Cost cost = costs.computeIfAbsent(kind.getKey(), name -> new Cost());
                double cpu = Usage.cpuSeconds();
                long bytes = Usage.allocatedBytes();
                run(kind.getValue(), cost.micros);
                cost.cpuMicros += (Usage.cpuSeconds() - cpu) * 1e6;
                cost.bytes += Usage.allocatedBytes() - bytes;
            }
        }
        return costs;
    }

    private static void run(Callable<?> call, List<Double> micros) throws Exception {
        for (int i = 0; i < BLOCK; i++) {
            long start = System.nanoTime();
            try {
                call.call();
                micros.add((System.nanoTime() - start) / 1e3);
            } catch (Exception e) {
                // The JDK's pool closes a connection now and then when the next reply comes within microseconds.
                failures++;
                if (failures > MOST_FAILURES) {
                    throw e;
                }
            }
        }
    }
}
