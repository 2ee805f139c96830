package dev.replicate4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.models.FluxDev;
import dev.replicate4j.ModelFunction;
import dev.replicate4j.Replicate;
import dev.replicate4j.URLPath;
import dev.replicate4j.codegen.Generation;
import dev.replicate4j.codegen.GenerationRequest;
import dev.replicate4j.codegen.Generator;
import dev.replicate4j.codegen.pin.Pin;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What calls and builds may cost, in counts that are the same on every machine. Times are measured by the module {@code
 * bench} and stand in {@code docs/performance.md}.
 */
class CountsIT {

    private static final int CALLS = 500;
    private static final int RUNS = 2_000;

    /** 1.8 when this was written. */
    private static final double MOST_BYTES_OF_BARE_CLIENT = 2.5;

    /** 247 when this was written. */
    private static final long MOST_CLASSES = 275;

    @Test
    void finishedCallsTakeOneRequestEachAndOneConnectionInAll() throws Exception {
        try (PredictionStub stub = PredictionStub.finished();
                Replicate replicate = client(stub)) {
            ModelFunction<FluxDev.Input, List<URLPath>, URLPath> fluxDev = replicate.use(FluxDev.MODEL);

            for (int i = 0; i < CALLS; i++) {
                assertThat(fluxDev.call(FluxDev.with("a cat").seed(i))).hasSize(1);
            }

            assertThat(stub.requests()).isEqualTo(CALLS);
            assertThat(stub.connections()).isEqualTo(1);
        }
    }

    @Test
    void callAllocatesLittleMoreThanTheBareClient() throws Exception {
        try (PredictionStub stub = PredictionStub.finished();
                Replicate replicate = client(stub)) {
            ModelFunction<FluxDev.Input, List<URLPath>, URLPath> fluxDev = replicate.use(FluxDev.MODEL);
            HttpClient bare =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

            double bareBytes = bytesOf(() -> bare.send(post(stub), BodyHandlers.ofString()));
            double typedBytes = bytesOf(() -> fluxDev.call(FluxDev.with("a cat").seed(42)));

            assertThat(typedBytes / bareBytes)
                    .as("%.0f bytes a typed call, %.0f bytes a bare one", typedBytes, bareBytes)
                    .isLessThan(MOST_BYTES_OF_BARE_CLIENT);
        }
    }

    @Test
    void twoThousandWaitingRunsHoldFewThreads() throws Exception {
        Set<Thread> ofOtherClients = Set.copyOf(clientThreads()); // of earlier tests in this JVM
        try (PredictionStub stub = PredictionStub.starting();
                Replicate replicate = client(stub)) {
            ModelFunction<FluxDev.Input, List<URLPath>, URLPath> fluxDev = replicate.use(FluxDev.MODEL);
            List<CompletableFuture<List<URLPath>>> runs = new ArrayList<>();

            for (int i = 0; i < RUNS; i++) {
                runs.add(fluxDev.callAsync(FluxDev.with("a cat").seed(i)));
            }
            stub.awaitCreated(RUNS);

            assertThat(runs).noneMatch(CompletableFuture::isDone);
            assertThat(clientThreads())
                    .filteredOn(thread -> !ofOtherClients.contains(thread))
                    .isNotEmpty()
                    .hasSizeLessThanOrEqualTo(20);
        }
    }

    @Test
    void coldCallLoadsFewClassesOfOurs() throws Exception {
        try (PredictionStub stub = PredictionStub.finished()) {
            assertThat(classesLoadedBy(FirstTypedCall.class, stub))
                    .as(
                            "classes of the library and what it brings, without those of the JDK, which each JDK has others of")
                    .isBetween(10L, MOST_CLASSES);
        }
    }

    @Test
    void unchangedGenerationRewritesNothing(@TempDir Path folder) throws IOException {
        GenerationRequest request = GenerationRequest.of("com.acme.models", quickstartPins());

        Generation.Changes first = Generator.generate(request).writeTo(folder);
        Generation.Changes second = Generator.generate(request).writeTo(folder);

        assertThat(first.written()).hasSize(request.models().size());
        assertThat(second.written()).isEmpty();
        assertThat(second.removed()).isEmpty();
    }

    private static Replicate client(PredictionStub stub) {
        return Replicate.builder().apiToken("test-token").baseUrl(stub.apiUrl()).build();
    }

    private static HttpRequest post(PredictionStub stub) {
        return HttpRequest.newBuilder(URI.create(stub.apiUrl() + "/models/black-forest-labs/flux-dev/predictions"))
                .header("Authorization", "Bearer test-token")
                .header("Content-Type", "application/json")
                .header("Prefer", "wait")
                .POST(HttpRequest.BodyPublishers.ofString("{\"input\":{\"prompt\":\"a cat\",\"seed\":42}}"))
                .build();
    }

    /** Returns what a call allocates in the thread that makes it and in those of its HTTP client. */
    private static double bytesOf(Callable<?> call) throws Exception {
        for (int i = 0; i < CALLS; i++) {
            call.call();
        }
        long before = allocated();
        for (int i = 0; i < CALLS; i++) {
            call.call();
        }
        return (allocated() - before) / (double) CALLS;
    }

    private static long allocated() {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Stream.concat(Stream.of(Thread.currentThread()), clientThreads().stream())
                .mapToLong(thread -> threads.getThreadAllocatedBytes(thread.getId()))
                .sum();
    }

    private static List<Thread> clientThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("replicate4j")
                        || thread.getName().startsWith("HttpClient-"))
                .toList();
    }

    private static long classesLoadedBy(Class<?> program, PredictionStub stub) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName(),
                        stub.apiUrl())
                .redirectErrorStream(true)
                .start();
        List<String> lines =
                new String(process.getInputStream().readAllBytes()).lines().toList();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(lines).contains("done");
        return lines.stream().filter(line -> line.contains(" source: file:")).count();
    }

    private static List<Pin> quickstartPins() throws IOException {
        List<Pin> pins = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("quickstart", "src", "main", "replicate"))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                pins.add(Pin.read(file));
            }
        }
        assertThat(pins).isNotEmpty();
        return pins;
    }

    /** A program that makes one typed call. */
    static final class FirstTypedCall {
        private FirstTypedCall() {}

        public static void main(String[] args) {
            UnaryOperator<FluxDev.Input> inputs = in -> in.seed(42);
            Replicate.setDefaultClient(
                    Replicate.builder().apiToken("test-token").baseUrl(args[0]).build());
            FluxDev.call("a cat", inputs).get(0).url();
            System.out.println("done");
            System.exit(0);
        }
    }
}
