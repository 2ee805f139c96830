package dev.replicate4j.api;

import static dev.replicate4j.internal.file.FileHost.head;
import static dev.replicate4j.internal.file.FileHost.line;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.replicate4j.Replicate;
import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.internal.file.FileHost;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What streams, files and listeners may do to an upload. */
@Timeout(60)
class FileUploadTest {

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    private FileHost host;
    private Replicate client;

    @BeforeEach
    void open() throws IOException {
        serve(this::take);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        host.close();
    }

    private void serve(FileHost.Answering... script) throws IOException {
        if (host != null) {
            close();
        }
        host = FileHost.start(script);
        client =
                Replicate.builder().apiToken("r8_test").baseUrl(host.url("/v1")).build();
    }

    private void take(FileHost.Request request, OutputStream out) throws IOException {
        bodies.add(new String(request.read(), ISO_8859_1));
        reply(out, "201 Created", "{\"id\": \"f\", \"urls\": {\"get\": \"https://api.example/files/f\"}}");
    }

    private static void reply(OutputStream out, String status, String json) throws IOException {
        head(out, status, "Content-Type: application/json", "Content-Length: " + json.length() + "\r\n");
        out.write(json.getBytes(UTF_8));
    }

    private InputStream counted(InputStream in) {
        opened.incrementAndGet();
        return new FilterInputStream(in) {
            @Override
            public void close() throws IOException {
                closed.incrementAndGet();
                super.close();
            }
        };
    }

    @Test
    void streamsThatBlockHoldNobodyUp() throws Exception {
        serve((request, out) -> {
            if (request.method().equals("POST")) {
                take(request, out);
            } else {
                reply(out, "200 OK", "{\"username\": \"acme\", \"type\": \"user\"}");
            }
        });
        CountDownLatch reading = new CountDownLatch(3);
        CountDownLatch go = new CountDownLatch(1);
        FileUpload blocking = FileUpload.of("slow.bin", 3, () -> {
            reading.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return new ByteArrayInputStream(new byte[] {'a', 'b', 'c'});
        });
        List<CompletableFuture<UploadedFile>> uploads = List.of(
                client.uploadedFiles().createAsync(blocking),
                client.uploadedFiles().createAsync(blocking),
                client.uploadedFiles().createAsync(blocking));
        reading.await();

        assertThat(client.accounts().get().username()).isEqualTo("acme");

        go.countDown();
        uploads.forEach(CompletableFuture::join);
        assertThat(bodies).hasSize(3).allMatch(body -> body.contains("abc"));
    }

    @Test
    void theStreamOfEachAttemptIsClosed() throws Exception {
        FileHost.Answering busy = (request, out) -> {
            head(out, "503 Busy", "Retry-After: 0");
            line(out, "Content-Length: 0\r\n");
        };
        serve(busy, busy, this::take);
        byte[] large = new byte[5_000_000];

        client.uploadedFiles()
                .create(FileUpload.of("large.bin", large.length, () -> counted(new ByteArrayInputStream(large))));

        assertThat(opened).hasValueGreaterThan(1);
        assertThat(closed.get()).isGreaterThanOrEqualTo(opened.get());
        assertThat(bodies).hasSize(1);
    }

    @Test
    void cancellingClosesTheStreamAndTheConnection() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch hungUp = new CountDownLatch(1);
        serve((request, out) -> {
            begun.countDown();
            try {
                request.read();
            } finally {
                hungUp.countDown();
            }
        });
        CountDownLatch streamRead = new CountDownLatch(1);
        CountDownLatch streamClosed = new CountDownLatch(1);
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                streamRead.countDown();
                return 0;
            }

            @Override
            public void close() {
                streamClosed.countDown();
            }
        };
        CompletableFuture<UploadedFile> upload =
                client.uploadedFiles().createAsync(FileUpload.of("a.bin", FileUpload.MAX_SIZE, () -> endless));
        begun.await();
        streamRead.await(); // what was never opened need not be closed
        upload.cancel(true);

        hungUp.await();
        streamClosed.await();
    }

    @Test
    void aFileThatChangesIsToldAtOnce() {
        assertFails(
                FileUpload.of("a.bin", 10, () -> new ByteArrayInputStream(new byte[5])), "a.bin changed", "10", "5");
        assertFails(FileUpload.of("a.bin", 5, () -> new ByteArrayInputStream(new byte[9])), "a.bin changed", "5", "9");
        assertFails(
                FileUpload.of("a.bin", 5, () -> {
                    throw new IllegalStateException("no such row");
                }),
                "a.bin could not be read",
                "no such row");
        assertFails(
                FileUpload.of("a.bin", () -> new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("disk failure");
                    }
                }),
                "a.bin could not be read",
                "disk failure");
        assertThat(host.requests()).hasSizeLessThanOrEqualTo(4);
        assertThat(bodies).isEmpty();
    }

    @Test
    void aListenerThatThrowsEndsTheUpload() {
        FileUpload upload = FileUpload.of("a.bin", new byte[200_000]).listener((file, bytes, total) -> {
            throw new IllegalStateException("no, thanks");
        });

        assertFails(upload, "a.bin", "listener", "no, thanks");
    }

    private void assertFails(FileUpload upload, String... words) {
        assertThatThrownBy(() -> client.uploadedFiles().create(upload))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void streamsOfUnknownSizeAreSentInChunks() {
        client.uploadedFiles().create(FileUpload.of("a.txt", () -> new ByteArrayInputStream("hello".getBytes(UTF_8))));

        assertThat(bodies.get(0)).contains("filename=\"a.txt\"", "hello");
        assertThat(host.requests().get(0).headers()).containsEntry("transfer-encoding", "chunked");
        assertFails(
                FileUpload.of("endless.bin", () -> new InputStream() {
                    @Override
                    public int read() {
                        return 0;
                    }

                    @Override
                    public int read(byte[] bytes, int offset, int length) {
                        return length;
                    }
                }),
                "endless.bin has more than the 104857600 bytes");
    }

    @Test
    void filesThatTheSystemMakesUpHaveContent() throws IOException {
        Path file = Path.of("/proc/version");
        assumeTrue(Files.isReadable(file), "Linux only");

        client.uploadedFiles().create(FileUpload.of(file));

        assertThat(bodies.get(0)).contains(Files.readString(file).strip());
    }

    @Test
    void whatCannotBeReadIsRefusedByName(@TempDir Path folder) throws IOException {
        Path zip = folder.resolve("a.zip");
        FileSystem archive = FileSystems.newFileSystem(zip, Map.of("create", "true"));
        Path inside = Files.writeString(archive.getPath("/cat.txt"), "meow");
        archive.close();

        assertThatThrownBy(() -> FileUpload.of(inside))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("cat.txt");
        assertThatThrownBy(() -> FileUpload.of("a.bin", -1, () -> new ByteArrayInputStream(new byte[0])))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("a.bin")
                .hasMessageContaining("-1");
        assertThat(host.requests()).isEmpty();
    }
}
