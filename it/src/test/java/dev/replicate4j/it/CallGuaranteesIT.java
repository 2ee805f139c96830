package dev.replicate4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.ModelDefinition;
import dev.replicate4j.ModelFunction;
import dev.replicate4j.Replicate;
import dev.replicate4j.VirtualTime;
import dev.replicate4j.api.Prediction;
import dev.replicate4j.error.ConnectionException;
import dev.replicate4j.http.HttpListener;
import dev.replicate4j.model.OutputType;
import dev.replicate4j.testkit.EchoForm;
import dev.replicate4j.testkit.Fault;
import dev.replicate4j.testkit.ReplicateServer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What {@code docs/calls.md} promises of calls and money, in large numbers: seeded, and in a time that goes by faster. A
 * build runs a share of them; {@code -Dreplicate.calls=full} runs all, whose counts the page shows.
 */
@Timeout(600)
class CallGuaranteesIT {

    private static final boolean FULL = "full".equals(System.getProperty("replicate.calls"));
    private static final Duration LIST_LAG = Duration.ofSeconds(3);
    private static final Duration GRACE = Duration.ofSeconds(15);

    private final VirtualTime time = new VirtualTime();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void close() throws InterruptedException {
        threads.shutdownNow();
        threads.awaitTermination(30, TimeUnit.SECONDS);
        time.close();
    }

    // ---- giving up

    /** What happens to a create that is given up. */
    private enum Situation {
        HELD,
        ANSWERED,
        RATE_LIMITED,
        LOST,
        LATE_BEHIND_504,
        NOT_FOUND_YET
    }

    private enum GiveUp {
        INTERRUPT,
        CANCEL,
        TIMEOUT,
        CLOSE
    }

    @Test
    void nothingThatIsGivenUpIsSentOrLivesOn() throws Exception {
        int servers = FULL ? 20 : 2;
        AtomicInteger sentAfterwards = new AtomicInteger();
        AtomicInteger alive = new AtomicInteger();
        Set<String> kinds = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < servers; i++) {
            Random random = new Random(i);
            try (ReplicateServer server = server(Duration.ofMinutes(10))) {
                server.inject(Fault.staleList(LIST_LAG).always());
                List<Callable<Boolean>> calls = IntStream.range(0, 50)
                        .<Callable<Boolean>>mapToObj(
                                n -> giveUp(server, n, new Random(random.nextLong()), sentAfterwards, kinds))
                        .toList();
                for (Future<Boolean> call : threads.invokeAll(calls)) {
                    call.get();
                }
                time.pass(GRACE);
                alive.addAndGet((int) runs(server).stream()
                        .filter(run -> !run.status().isTerminal())
                        .count());
            }
        }
        System.out.println("give-ups " + servers * 50 + " of " + kinds.size() + " kinds: creates sent afterwards "
                + sentAfterwards + ", runs alive " + alive);
        assertThat(sentAfterwards).hasValue(0);
        assertThat(alive).hasValue(0);
        assertThat(kinds).hasSize(Situation.values().length * GiveUp.values().length);
    }

    private Callable<Boolean> giveUp(
            ReplicateServer server, int number, Random random, AtomicInteger sentAfterwards, Set<String> kinds) {
        Situation situation = Situation.values()[number % Situation.values().length];
        GiveUp how = GiveUp.values()[number / Situation.values().length % GiveUp.values().length];
        Duration after = Duration.ofMillis(random.nextInt(4_000));
        kinds.add(situation + " " + how);
        return () -> {
            String model = "acme/m" + number;
            prepare(server, model, situation);
            AtomicBoolean given = new AtomicBoolean();
            Replicate client = time.client(server.baseUrl())
                    .httpListener(creates(() -> sentAfterwards.addAndGet(given.get() ? 1 : 0)))
                    .build();
            Duration window = situation == Situation.HELD ? Duration.ofSeconds(60) : Duration.ZERO;
            Duration timeout = how == GiveUp.TIMEOUT ? after.plusMillis(100) : Duration.ofSeconds(10);
            ModelFunction<Map<String, ?>, String, String> function =
                    client.use(model(model)).with(o -> o.syncWindow(window).timeout(timeout));
            end(client, function, how, after, given);
            client.close();
            return true;
        };
    }

    private void end(
            Replicate client,
            ModelFunction<Map<String, ?>, String, String> function,
            GiveUp how,
            Duration after,
            AtomicBoolean given)
            throws Exception {
        CompletableFuture<Object> ended = new CompletableFuture<>();
        CompletableFuture<String> future = how == GiveUp.CANCEL ? function.callAsync(input(0)) : null;
        Thread caller = future != null
                ? null
                : new Thread(() -> {
                    try {
                        ended.complete(function.call(input(0)));
                    } catch (RuntimeException e) {
                        given.set(true);
                        ended.complete(e);
                    }
                });
        if (caller != null) {
            caller.start();
        }
        time.pass(after);
        if (how == GiveUp.INTERRUPT) {
            caller.interrupt();
        } else if (how == GiveUp.CLOSE) {
            client.close();
        } else if (future != null) {
            future.cancel(true);
            given.set(true);
            ended.complete(true);
        }
        assertThat(ended.get(60, TimeUnit.SECONDS)).isNotInstanceOf(String.class);
    }

    private static void prepare(ReplicateServer server, String model, Situation situation) {
        switch (situation) {
            case RATE_LIMITED ->
                server.inject(
                        Fault.throttle(Duration.ofSeconds(1)).onModel(model).times(2));
            case LOST -> server.inject(Fault.dropReplyAfterCreate().onModel(model));
            case LATE_BEHIND_504 ->
                server.inject(Fault.delayedCreate(504, Duration.ofSeconds(2)).onModel(model));
            case NOT_FOUND_YET ->
                server.inject(Fault.notFoundAfterCreate(Duration.ofSeconds(2))
                        .onModel(model)
                        .times(3));
            case HELD, ANSWERED -> {}
        }
    }

    // ---- forms, skews and stale lists

    @Test
    void noFormOfAnEchoIsPaidForTwice() throws Exception {
        List<Duration> skews = seconds(0, 3, -3, -10);
        List<Duration> lags = seconds(0, 1, 4, 10);
        AtomicInteger doubles = new AtomicInteger();
        AtomicInteger lost = new AtomicInteger();
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (EchoForm form : EchoForm.values()) {
            for (int i = 0; i < skews.size() * lags.size(); i++) {
                if (FULL || (i + form.ordinal()) % 16 == 0) {
                    Duration skew = skews.get(i % 4);
                    Duration lag = lags.get(i / 4);
                    calls.add(() -> echo(form, skew, lag, doubles, lost));
                }
            }
        }
        invoke(calls, 16);
        System.out.println("echoes " + calls.size() + ": double bills " + doubles + ", lost without an id " + lost);
        assertThat(doubles).hasValue(0);
        assertThat(lost).hasValue(0);
    }

    private boolean echo(EchoForm form, Duration skew, Duration lag, AtomicInteger doubles, AtomicInteger lost)
            throws Exception {
        try (ReplicateServer server = server(Duration.ofSeconds(1));
                Replicate client = time.client(server.baseUrl()).build()) {
            server.echo(form);
            server.clockSkew(skew);
            server.inject(Fault.staleList(lag).always(), Fault.dropReplyAfterCreate());
            Object outcome = outcome(client.use(model("acme/m0")).callAsync(input(7)));
            int created = server.requests().predictions().size();
            doubles.addAndGet(created - 1);
            boolean named =
                    runs(server).stream().anyMatch(run -> outcome.toString().contains(run.id()));
            lost.addAndGet(outcome instanceof String || named ? 0 : 1);
            return true;
        }
    }

    /** The time of a create is compared with the server's own clock: without it, "there is none" is not sure. */
    @Test
    void withoutTheServersClockALostCreateIsNotSentAgain() throws Exception {
        try (ReplicateServer server = server(Duration.ofSeconds(1));
                Replicate client = time.client(server.baseUrl()).build()) {
            server.inject(
                    Fault.noDateHeader().always(), Fault.dropConnection().on("POST", "/v1/models/*/*/predictions"));

            Object outcome = outcome(client.use(model("acme/m0")).callAsync(input(7)));

            assertThat(outcome).isInstanceOf(ConnectionException.class);
            assertThat(runs(server)).isEmpty();
            assertThat(server.requests().predictions().size()).isEqualTo(1);
        }
    }

    // ---- equal calls

    @Test
    void equalCallsNeverShareARun() throws Exception {
        int groups = FULL ? 200 : 20;
        Random random = new Random(3);
        AtomicInteger shared = new AtomicInteger();
        AtomicInteger answered = new AtomicInteger();
        try (ReplicateServer server = server(Duration.ofMillis(500));
                Replicate one = time.client(server.baseUrl()).build();
                Replicate two = time.client(server.baseUrl()).build()) {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int group = 0; group < groups; group++) {
                int number = group;
                Random own = new Random(random.nextLong());
                calls.add(() -> equal(server, List.of(one, two, one), number, own, shared, answered));
            }
            invoke(calls, 40);
        }
        System.out.println("groups of equal calls " + groups + ": answered " + answered + ", shared runs " + shared);
        assertThat(shared).hasValue(0);
        assertThat(answered.get()).isGreaterThan(groups);
    }

    private boolean equal(
            ReplicateServer server,
            List<Replicate> clients,
            int number,
            Random random,
            AtomicInteger shared,
            AtomicInteger answered)
            throws Exception {
        String model = "acme/m" + number;
        server.inject(lostAnswers()
                .get(random.nextInt(lostAnswers().size()))
                .onModel(model)
                .after(random.nextInt(3)));
        List<CompletableFuture<String>> calls = new ArrayList<>();
        for (Replicate client : clients) {
            calls.add(client.use(model(model)).callAsync(input(number)));
            time.pass(Duration.ofMillis(random.nextInt(1_500)));
        }
        List<Object> outcomes = new ArrayList<>();
        for (CompletableFuture<String> call : calls) {
            outcomes.add(outcome(call));
        }
        List<Object> outputs =
                outcomes.stream().filter(String.class::isInstance).toList();
        answered.addAndGet(outputs.size());
        shared.addAndGet(outputs.size() - Set.copyOf(outputs).size());
        return true;
    }

    private static List<Fault> lostAnswers() {
        return List.of(
                Fault.dropReplyAfterCreate(),
                Fault.dropConnection(),
                Fault.errorAfterCreate(502),
                Fault.errorAfterCreate(500),
                Fault.delayedCreate(504, Duration.ofSeconds(4)),
                Fault.truncatedReply(20).on("POST", "/v1/models/*/*/predictions"),
                Fault.emptyReply().on("POST", "/v1/models/*/*/predictions"));
    }

    // ---- many calls

    @Test
    void noneOfManyCallsIsPaidForTwiceLostOrHangs() throws Exception {
        int calls = FULL ? 10_000 : 250;
        AtomicInteger hanging = new AtomicInteger();
        AtomicInteger doubles = new AtomicInteger();
        AtomicInteger lost = new AtomicInteger();
        int perServer = 250;
        for (int first = 0; first < calls; first += perServer) {
            Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();
            try (ReplicateServer server = server(Duration.ofMillis(200));
                    Replicate client = time.client(server.baseUrl()).build()) {
                server.on(
                        "acme/m0",
                        received -> "run of " + received.text("prompt") + " "
                                + runs.computeIfAbsent(received.text("prompt"), prompt -> new AtomicInteger())
                                        .incrementAndGet());
                server.inject(Fault.staleList(LIST_LAG).always());
                injectAtRandom(server, new Random(first), perServer);
                List<CompletableFuture<String>> futures = IntStream.range(first, first + perServer)
                        .mapToObj(number -> client.use(model("acme/m0")).callAsync(input(number)))
                        .toList();
                List<Object> outcomes = new ArrayList<>();
                for (CompletableFuture<String> future : futures) {
                    outcomes.add(outcome(future));
                    hanging.addAndGet(future.isDone() ? 0 : 1);
                }
                time.pass(LIST_LAG.multipliedBy(2));
                List<Prediction> all = runs(server);
                for (int i = 0; i < perServer; i++) {
                    String prompt = (String) input(first + i).get("prompt");
                    int created = runs.getOrDefault(prompt, new AtomicInteger()).get();
                    doubles.addAndGet(Math.max(0, created - 1));
                    boolean unnamed = created > 0 && !isNamed(all, prompt, outcomes.get(i));
                    lost.addAndGet(unnamed && !(outcomes.get(i) instanceof String) ? 1 : 0);
                }
            }
        }
        System.out.println("calls " + calls + ": double bills " + doubles + ", lost without an id " + lost
                + ", hanging " + hanging);
        assertThat(doubles).hasValue(0);
        assertThat(lost).hasValue(0);
        assertThat(hanging).hasValue(0);
    }

    /** About every fifth create and read is hit. */
    private static void injectAtRandom(ReplicateServer server, Random random, int calls) {
        for (int i = 0; i < calls / 6; i++) {
            List<Fault> lost = lostAnswers();
            server.inject(lost.get(random.nextInt(lost.size())).after(random.nextInt(calls)));
            List<Fault> broken =
                    List.of(Fault.error(503), Fault.cutReply(20), Fault.dropConnection(), Fault.garbledReply());
            server.inject(broken.get(random.nextInt(broken.size()))
                    .on("GET", "/v1/predictions/*")
                    .after(random.nextInt(2 * calls)));
        }
    }

    private static boolean isNamed(List<Prediction> all, String prompt, Object outcome) {
        return all.stream()
                .filter(run -> prompt.equals(run.input().get("prompt")))
                .anyMatch(run -> outcome.toString().contains(run.id()));
    }

    // ---- what all of them use

    private ReplicateServer server(Duration running) {
        AtomicInteger count = new AtomicInteger();
        ReplicateServer server = ReplicateServer.builder()
                .clock(time.clock())
                .queuedFor(Duration.ZERO)
                .runningFor(running)
                .start();
        for (int i = 0; i < 200; i++) {
            server.on("acme/m" + i, input -> "run " + count.incrementAndGet());
        }
        return server;
    }

    private static ModelDefinition<Map<String, ?>, String, String> model(String name) {
        return ModelDefinition.official(name, "", OutputType.text());
    }

    /** Everything that an API may show in another form. */
    private static Map<String, Object> input(int number) {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put(
                "prompt", " a cat wearing an amusing hat, number " + number + " of many, e\u0301légant\r\nand\0so on ");
        input.put("seed", (1L << 53) + 2L * number + 1);
        input.put("strength", 0.1f);
        input.put("scale", new BigDecimal("0.12345678901234567890"));
        input.put("size", "1024");
        input.put("steps", 28);
        input.put("fast", true);
        input.put("image", "https://example.com/a cat.png?q=%C3%BC&number=" + number);
        input.put(
                "mask",
                "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==");
        input.put("styles", List.of("red", "green", "blue"));
        return input;
    }

    /** {@return the output, or the exception} */
    private static Object outcome(CompletableFuture<String> call) throws Exception {
        return call.<Object>handle((output, failure) -> failure == null ? output : failure)
                .get(120, TimeUnit.SECONDS);
    }

    private List<Prediction> runs(ReplicateServer server) {
        try (Replicate observer = time.client(server.baseUrl()).build()) {
            return observer.predictions().list().stream().toList();
        }
    }

    private void invoke(List<Callable<Boolean>> calls, int concurrency) throws Exception {
        for (int i = 0; i < calls.size(); i += concurrency) {
            for (Future<Boolean> call : threads.invokeAll(calls.subList(i, Math.min(calls.size(), i + concurrency)))) {
                call.get();
            }
        }
    }

    private static HttpListener creates(Runnable onSend) {
        return new HttpListener() {
            @Override
            public void sent(Exchange exchange) {
                if (exchange.operation().equals("predictions.create")) {
                    onSend.run();
                }
            }
        };
    }

    private static List<Duration> seconds(int... seconds) {
        return Arrays.stream(seconds).mapToObj(Duration::ofSeconds).toList();
    }
}
