package dev.replicate4j.bench;

import dev.replicate4j.OutputIterator;
import dev.replicate4j.Replicate;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Streams of tokens, slow ones for their delay and fast ones for their cost, beside a bare reader of the same bytes. */
final class Tokens {
    private static final String LIMIT = "bare reader";
    private static final int FAST = 50_000;
    private static final int FIRST_MILLIS = 300;
    private static final int SLOW = 300;
    private static final int PER_SECOND = 100;
    private static final int WARM_UP = 30;
    private static final int ROUNDS = 15;
    private static final int PACED_ROUNDS = 3;

    private final Map<String, Way> ways = new LinkedHashMap<>();

    private Tokens(String api) {
        Bare bare = new Bare();
        Replicate replicate =
                Replicate.builder().apiToken("test-token").baseUrl(api).build();
        ways.put(
                LIMIT,
                (model, tokens) -> bare.stream(URI.create(api + "/models/bench/" + model + "/predictions"), tokens));
        ways.put("typed stream", (model, tokens) -> {
            try (OutputIterator<String> words =
                    replicate.use(Story.model(model)).stream(Story.with("tell me a story"))) {
                words.forEach(tokens);
            }
        });
    }

    /** A way to read a model's tokens. */
    @FunctionalInterface
    private interface Way {
        void read(String model, Consumer<String> tokens) throws Exception;
    }

    static void compare(List<String> arguments) {
        int forks = arguments.isEmpty() ? 5 : Integer.parseInt(arguments.get(0));
        Child figures = new Child();
        try (Stub stub = Stub.start()) {
            for (int fork = 0; fork < forks; fork++) {
                figures.add(Jvm.run(List.of(), Jvm.applicationClassPath(), Tokens.class, List.of(stub.apiUrl())));
            }
        }
        Table table = new Table(
                "Streams, " + forks + " JVMs",
                "reader",
                "tokens/s",
                "ratio",
                "CPU us/token",
                "bytes/token",
                "first token ms late",
                "token p50 ms late",
                "token p99 ms late");
        for (String name : figures.names()) {
            table.row(
                    name,
                    figures.figure(name, 0).format(0),
                    figures.ratio(name, LIMIT, 0).format(2),
                    figures.figure(name, 1).format(2),
                    figures.figure(name, 2).format(0),
                    figures.figure(name, 3).format(1),
                    figures.figure(name, 4).format(2),
                    figures.figure(name, 5).format(1));
        }
        table.print();
    }

    /**
     * Measures in this JVM.
     *
     * @param args where the API is
     * @throws Exception when a stream fails
     */
    public static void main(String[] args) throws Exception {
        new Tokens(args[0]).measure();
        System.exit(0);
    }

    private void measure() throws Exception {
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        Map<String, double[]> costs = new LinkedHashMap<>();
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            for (Map.Entry<String, Way> way : ways.entrySet()) {
                double[] cost = fast(way.getValue());
                if (round >= 0) {
                    rates.computeIfAbsent(way.getKey(), name -> new ArrayList<>())
                            .add(cost[0]);
                    costs.merge(way.getKey(), cost, Tokens::sum);
                }
            }
        }
        for (Map.Entry<String, Way> way : ways.entrySet()) {
            double[] late = late(way.getValue());
            double[] cost = costs.getOrDefault(way.getKey(), new double[3]);
            double tokens = (double) FAST * ROUNDS;
            Child.print(
                    way.getKey(),
                    Sample.of(rates.getOrDefault(way.getKey(), List.of())).median(),
                    cost[1] / tokens,
                    cost[2] / tokens,
                    late[0],
                    late[1],
                    late[2]);
        }
    }

    private static double[] sum(double[] left, double[] right) {
        return new double[] {left[0] + right[0], left[1] + right[1], left[2] + right[2]};
    }

    /** Returns tokens a second, microseconds of CPU and bytes allocated. */
    private static double[] fast(Way way) throws Exception {
        double cpu = Usage.cpuSeconds();
        long bytes = Usage.allocatedBytes();
        StringBuilder story = new StringBuilder();
        long start = System.nanoTime();
        way.read("tokens-0-" + FAST + "-0", story::append);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (story.length() < FAST * " token0".length()) {
            throw new IllegalStateException("only " + story.length() + " characters came");
        }
        return new double[] {FAST / seconds, (Usage.cpuSeconds() - cpu) * 1e6, (double) (Usage.allocatedBytes() - bytes)
        };
    }

    /** Returns how many milliseconds after their time the first token and the median and slow tokens come. */
    private static double[] late(Way way) throws Exception {
        List<Double> first = new ArrayList<>();
        List<Double> all = new ArrayList<>();
        for (int round = 0; round < PACED_ROUNDS; round++) {
            List<Double> late = new ArrayList<>();
            long start = System.nanoTime();
            way.read("tokens-" + FIRST_MILLIS + "-" + SLOW + "-" + PER_SECOND, token -> {
                if (late.size() < SLOW) {
                    late.add((System.nanoTime() - start - due(late.size())) / 1e6);
                }
            });
            first.add(late.get(0));
            all.addAll(late);
        }
        Sample sample = Sample.of(all);
        return new double[] {Sample.of(first).median(), sample.median(), sample.quantile(0.99)};
    }

    private static long due(int token) {
        return TimeUnit.MILLISECONDS.toNanos(FIRST_MILLIS) + token * TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
    }
}
