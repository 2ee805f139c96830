package dev.replicate4j;

import static dev.replicate4j.internal.file.FileHost.head;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.api.PredictionRequest;
import dev.replicate4j.error.ApiException;
import dev.replicate4j.error.CallTimeoutException;
import dev.replicate4j.error.DecodeException;
import dev.replicate4j.error.InterruptedCallException;
import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.http.TransferListener;
import dev.replicate4j.internal.file.FileHost;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Uploads of inputs belong to no caller: they go on while somebody wants them, and no longer. */
@Timeout(60)
class SharedUploadTest {

    private static final String FILE = "{\"id\": \"f\", \"urls\": {\"get\": \"https://api.example/files/f\"}}";

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final CountDownLatch hungUp = new CountDownLatch(1);
    private final AtomicInteger uploads = new AtomicInteger();

    @TempDir
    Path folder;

    private Path large;
    private @Nullable FileHost host;
    private @Nullable Replicate client;

    @BeforeEach
    void write() throws IOException {
        large = Files.write(folder.resolve("cat.png"), new byte[3_000_000]);
    }

    @AfterEach
    void close() throws IOException {
        go.countDown();
        client.close();
        host.close();
    }

    private void serve(FileHost.Answering answering) throws IOException {
        serve(answering, (file, bytes, total) -> {});
    }

    private void serve(FileHost.Answering answering, TransferListener listener) throws IOException {
        host = FileHost.start(answering);
        client = Replicate.builder()
                .apiToken("r8_test")
                .baseUrl(host.url("/v1"))
                .transferListener(listener)
                .build();
    }

    /** Answers an upload when it is told to, and everything else with a prediction that has succeeded. */
    private void halting(FileHost.Request request, OutputStream out) throws IOException, InterruptedException {
        if (!request.target().equals("/v1/files")) {
            prediction(request, out);
            return;
        }
        uploads.incrementAndGet();
        begun.countDown();
        go.await();
        request.read();
        json(out, "201 Created", FILE);
    }

    private static void prediction(FileHost.Request request, OutputStream out) throws IOException {
        request.read();
        json(
                out,
                "201 Created",
                "{\"id\": \"p\", \"model\": \"acme/painter\", \"version\": \"v\", \"status\": \"succeeded\","
                        + " \"input\": {}, \"output\": [\"https://example.com/out.png\"], \"logs\": \"\", \"urls\": {}}");
    }

    private static void json(OutputStream out, String status, String json) throws IOException {
        head(out, status, "Content-Type: application/json", "Content-Length: " + json.length() + "\r\n");
        out.write(json.getBytes(UTF_8));
    }

    private CompletableFuture<List<URLPath>> call() {
        return client.use(Painter.MODEL).callAsync(Painter.with("a cat").images(List.of(large)));
    }

    @Test
    void aCallerThatIsInterruptedHoldsNobodyUp() throws Exception {
        serve(this::halting);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread first = new Thread(() -> {
            try {
                client.use(Painter.MODEL).call(Painter.with("a cat").images(List.of(large)));
            } catch (RuntimeException e) {
                failure.set(e);
            }
        });
        first.start();
        begun.await();
        CompletableFuture<List<URLPath>> second = call();
        first.interrupt();
        first.join();
        go.countDown();

        assertThat(failure.get()).isInstanceOf(InterruptedCallException.class);
        assertThat(second.join()).hasSize(1);
        assertThat(uploads).hasValue(1);
    }

    @Test
    void anUploadThatNobodyWantsAnyMoreStops() throws Exception {
        serve((request, out) -> {
            begun.countDown();
            try {
                request.read();
            } finally {
                hungUp.countDown();
            }
        });
        CompletableFuture<List<URLPath>> one = call();
        CompletableFuture<List<URLPath>> two = call();
        begun.await();
        one.cancel(true);
        two.cancel(true);

        hungUp.await();
        assertThat(host.requests()).hasSize(1);
    }

    @Test
    void theUploadOfACallThatTimesOutStops() throws Exception {
        serve((request, out) -> {
            request.read();
            try {
                request.body().read(); // until the client hangs up
            } finally {
                hungUp.countDown();
            }
        });

        assertThatThrownBy(() -> client.use(Painter.MODEL)
                        .with(o -> o.timeout(Duration.ofMillis(200)))
                        .call(Painter.with("a cat").images(List.of(large))))
                .isInstanceOf(CallTimeoutException.class);
        hungUp.await();
        assertThat(host.requests()).extracting(FileHost.Request::target).containsOnly("/v1/files");
    }

    @Test
    void oneRefusedUploadOfSeveralEndsTheCallAtOnce() throws Exception {
        Path other = Files.write(folder.resolve("dog.png"), new byte[2_000_000]);
        CountDownLatch both = new CountDownLatch(2);
        serve((request, out) -> {
            both.countDown();
            both.await(); // neither goes alone
            if (request.headers().get("content-length").startsWith("2")) {
                request.read();
                json(out, "422 Unprocessable", "{\"detail\": \"no dogs\"}");
                return;
            }
            try {
                request.read();
                go.await();
            } finally {
                hungUp.countDown();
            }
        });

        assertThatThrownBy(() ->
                        client.use(Painter.MODEL).call(Painter.with("a cat").images(List.of(large, other))))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("no dogs");
    }

    @Test
    void whatGoesWrongOnThisSideNamesTheInput() throws Exception {
        serve(this::halting, (file, bytes, total) -> {
            throw new IllegalStateException("no, thanks");
        });
        go.countDown();

        assertThatThrownBy(() -> call().join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("images[0] is the file " + large)
                .hasMessageContaining("no, thanks");
    }

    @Test
    void theUrlOfAnUploadIsAnHttpUrl() throws Exception {
        serve((request, out) -> {
            request.read();
            json(out, "201 Created", FILE.replace("https://api.example/files/f", "file:///etc/passwd"));
        });

        assertThatThrownBy(() -> call().join())
                .cause()
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("file:///etc/passwd");
    }

    @Test
    void uploadsOfDifferentAccountsAreKeptApart() throws Exception {
        serve(this::halting);
        go.countDown();
        AtomicReference<String> token = new AtomicReference<>("one");
        try (Replicate shared = client.toBuilder().apiToken(token::get).build()) {
            for (String account : List.of("one", "one", "two")) {
                token.set(account);
                shared.use(Painter.MODEL).call(Painter.with("a cat").images(List.of(large)));
            }
        }

        assertThat(host.requests())
                .filteredOn(request -> request.target().equals("/v1/files"))
                .extracting(request -> request.headers().get("authorization"))
                .containsExactly("Bearer one", "Bearer two");
    }

    @Test
    void requestsOfTheApiTakeFilesToo() throws Exception {
        AtomicReference<String> sent = new AtomicReference<>("");
        serve((request, out) -> {
            if (request.target().equals("/v1/files")) {
                request.read();
                json(out, "201 Created", FILE);
                return;
            }
            byte[] body = request.read();
            sent.set(new String(body, ISO_8859_1));
            json(out, "201 Created", "{\"id\": \"p\", \"status\": \"starting\", \"input\": {}}");
        });
        InputStream stream = Files.newInputStream(Files.writeString(folder.resolve("a.txt"), "hi"));

        client.predictions()
                .create(PredictionRequest.version("v".repeat(64))
                        .input(Map.of("image", large, "mask", new byte[] {'h', 'i'}, "text", stream)));

        assertThat(sent.get())
                .contains("\"image\":\"https://api.example/files/f\"")
                .contains("\"mask\":\"data:application/octet-stream;base64,aGk=\"")
                .contains("\"text\":\"data:application/octet-stream;base64,aGk=\"");
    }
}
