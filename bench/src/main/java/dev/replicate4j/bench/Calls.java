package dev.replicate4j.bench;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** The cost of a call: blocks of calls of each kind take turns in one JVM, so that all see the same machine. */
final class Calls {
    private static final int WARM_UP = 4_000;
    private static final int BLOCK = 250;
    private static final int BLOCKS = 12;

    private Calls() {}

    /** What one kind of call cost in one JVM. */
    private record Cost(Sample micros, double cpuMicros, double bytes) {}

    static void compare(List<String> arguments) {
        int forks = arguments.isEmpty() ? 5 : Integer.parseInt(arguments.get(0));
        Map<String, List<double[]>> figures = new LinkedHashMap<>();
        try (Stub stub = Stub.start()) {
            for (int fork = 0; fork < forks; fork++) {
                String printed = Jvm.run(List.of(), Jvm.applicationClassPath(), Calls.class, List.of(stub.apiUrl()));
                for (String line : printed.split("\n")) {
                    String[] words = line.split(" ");
                    double[] row = new double[words.length - 1];
                    for (int i = 0; i < row.length; i++) {
                        row[i] = Double.parseDouble(words[i + 1]);
                    }
                    figures.computeIfAbsent(words[0], name -> new ArrayList<>()).add(row);
                }
            }
        }
        print(figures, forks);
    }

    private static void print(Map<String, List<double[]>> figures, int forks) {
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
        List<double[]> limit = figures.values().iterator().next();
        figures.forEach((name, rows) -> table.row(
                name,
                column(rows, 0).format(0),
                ratio(rows, limit, 0).format(2),
                column(rows, 1).format(0),
                column(rows, 2).format(0),
                ratio(rows, limit, 2).format(2),
                column(rows, 3).format(0),
                ratio(rows, limit, 3).format(2)));
        table.print();
    }

    private static Sample column(List<double[]> rows, int column) {
        return Sample.of(rows.stream().map(row -> row[column]).toList());
    }

    private static Sample ratio(List<double[]> rows, List<double[]> limit, int column) {
        double[] ratios = new double[rows.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = rows.get(i)[column] / limit.get(i)[column];
        }
        return Sample.of(ratios);
    }

    /**
     * Measures in this JVM.
     *
     * @param args where the API is
     * @throws Exception when a call fails
     */
    public static void main(String[] args) throws Exception {
        Map<String, Callable<?>> kinds = new LinkedHashMap<>();
        Bare bare = new Bare();
        URI predictions = URI.create(args[0] + "/models/bench/instant/predictions");
        kinds.put("bare", () -> bare.create(predictions));
        measure(kinds)
                .forEach((name, cost) -> System.out.println(name + " "
                        + cost.micros().median() + " " + cost.micros().quantile(0.99) + " " + cost.cpuMicros() + " "
                        + cost.bytes()));
        System.exit(0);
    }

    private static Map<String, Cost> measure(Map<String, Callable<?>> kinds) throws Exception {
        for (int i = 0; i < WARM_UP; i += BLOCK) {
            for (Callable<?> call : kinds.values()) {
                run(call, new ArrayList<>());
            }
        }
        Map<String, List<Double>> micros = new LinkedHashMap<>();
        Map<String, double[]> sums = new LinkedHashMap<>();
        for (int block = 0; block < BLOCKS; block++) {
            for (Map.Entry<String, Callable<?>> kind : kinds.entrySet()) {
                double cpu = Usage.cpuSeconds();
                long bytes = Usage.allocatedBytes();
                run(kind.getValue(), micros.computeIfAbsent(kind.getKey(), name -> new ArrayList<>()));
                double[] sum = sums.computeIfAbsent(kind.getKey(), name -> new double[2]);
                sum[0] += (Usage.cpuSeconds() - cpu) * 1e6;
                sum[1] += Usage.allocatedBytes() - bytes;
            }
        }
        Map<String, Cost> costs = new LinkedHashMap<>();
        int calls = BLOCK * BLOCKS;
        micros.forEach((name, all) ->
                costs.put(name, new Cost(Sample.of(all), sums.get(name)[0] / calls, sums.get(name)[1] / calls)));
        return costs;
    }

    private static void run(Callable<?> call, List<Double> micros) throws Exception {
        for (int i = 0; i < BLOCK; i++) {
            long start = System.nanoTime();
            call.call();
            micros.add((System.nanoTime() - start) / 1e3);
        }
    }
}
