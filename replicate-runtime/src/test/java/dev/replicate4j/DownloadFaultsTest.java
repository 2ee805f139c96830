package dev.replicate4j;

import static dev.replicate4j.internal.file.FileHost.cutting;
import static dev.replicate4j.internal.file.FileHost.head;
import static dev.replicate4j.internal.file.FileHost.line;
import static dev.replicate4j.internal.file.FileHost.serving;
import static dev.replicate4j.internal.file.FileHost.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.replicate4j.internal.file.Downloads;
import dev.replicate4j.internal.file.FileHost;
import dev.replicate4j.internal.transfer.RetryTimings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What can go wrong on the way, and what comes of it: one test per line of the table in {@code docs/files.md}. */
@Timeout(60)
class DownloadFaultsTest {

    private static final byte[] CONTENT = random(300_000);
    private static final String ETAG = "ETag: \"v1\"";

    private final Downloads downloads =
            Downloads.shared().with(new RetryTimings(Duration.ofMillis(300), Duration.ofMillis(1)));

    @AfterEach
    void close() {
        downloads.close();
    }

    private URLPath path(String url) {
        return new URLPath(url, downloads);
    }

    @Test
    void goesOnWhereTheConnectionWasCut() throws Exception {
        try (FileHost host = FileHost.start(cutting(CONTENT, 100_000, ETAG), serving(CONTENT, ETAG))) {
            Path path = path(host.url("/out-0.png"));

            assertThat(Files.readAllBytes(path)).isEqualTo(CONTENT);

            assertThat(host.requests()).hasSize(2);
            assertThat(host.requests().get(0).headers()).doesNotContainKey("range");
            assertThat(host.requests().get(1).headers())
                    .containsEntry("range", "bytes=100000-")
                    .containsEntry("if-range", "\"v1\"");
        }
    }

    @Test
    void goesOnHoweverOftenTheConnectionIsCutWhileBytesCome() throws Exception {
        FileHost.Answering cut = cutting(CONTENT, 30_000, ETAG);
        try (FileHost host = FileHost.start(cut, cut, cut, cut, cut, cut, cut, cut, serving(CONTENT, ETAG))) {
            assertThat(Files.readAllBytes(path(host.url("/out-0.png")))).isEqualTo(CONTENT);

            assertThat(host.requests()).extracting(FileHost.Request::from).endsWith(210_000, 240_000);
        }
    }

    @Test
    void startsAgainWhereTheServerCannotTellWhetherTheFileChanged() throws Exception {
        try (FileHost host = FileHost.start(cutting(CONTENT, 100_000), serving(CONTENT))) {
            assertThat(Files.readAllBytes(path(host.url("/out-0.png")))).isEqualTo(CONTENT);

            assertThat(host.requests().get(1).headers()).doesNotContainKey("range");
        }
    }

    @Test
    void startsAgainWhereTheFileChangedMeanwhile() throws Exception {
        byte[] changed = random(200_000);
        try (FileHost host = FileHost.start(cutting(CONTENT, 100_000, ETAG), serving(changed, "ETag: \"v2\""))) {
            assertThat(Files.readAllBytes(path(host.url("/out-0.png")))).isEqualTo(changed);
        }
    }

    @Test
    void startsAgainWhereTheServerSendsAPartThatWasNotAskedFor() throws Exception {
        FileHost.Answering wrongPart = (request, out) -> {
            head(out, "206 Partial Content", ETAG);
            line(out, "Content-Range: bytes 0-99/300000");
            line(out, "Content-Length: 100\r\n");
            out.write(CONTENT, 0, 100);
        };
        try (FileHost host = FileHost.start(cutting(CONTENT, 100_000, ETAG), wrongPart, serving(CONTENT, ETAG))) {
            assertThat(Files.readAllBytes(path(host.url("/out-0.png")))).isEqualTo(CONTENT);

            assertThat(host.requests().get(2).headers()).doesNotContainKey("range");
        }
    }

    @Test
    void startsAgainWhereThePartIsOfAnotherVersionOfTheFile() throws Exception {
        FileHost.Answering ignorant = (request, out) -> {
            head(out, "206 Partial Content", "ETag: \"v2\"");
            line(out, "Content-Range: bytes 100000-299999/300000");
            line(out, "Content-Length: 200000\r\n");
            out.write(CONTENT, 0, 200_000);
        };
        try (FileHost host = FileHost.start(cutting(CONTENT, 100_000, ETAG), ignorant, serving(CONTENT, ETAG))) {
            assertThat(Files.readAllBytes(path(host.url("/out-0.png")))).isEqualTo(CONTENT);
        }
    }

    @Test
    void givesUpWhenAttemptsBringNothingAndLeavesNoTrace() throws Exception {
        try (FileHost host = FileHost.start(cutting(CONTENT, 100_000, ETAG), cutting(CONTENT, 0, ETAG))) {
            URLPath path = path(host.url("/out-0.png"));

            assertThatThrownBy(() -> Files.readAllBytes(path))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContaining(host.url("/out-0.png"))
                    .hasMessageContaining("100000 of 300000 bytes")
                    .hasMessageContaining("attempts");
            assertThat(leftIn(path)).isEmpty();
        }
    }

    @Test
    void goesOnAfterAStall() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        FileHost.Answering stalling = (request, out) -> {
            cutting(CONTENT, 100_000, ETAG).answer(request, out);
            out.flush();
            over.await();
        };
        try (FileHost host = FileHost.start(stalling, serving(CONTENT, ETAG))) {
            assertThat(Files.readAllBytes(path(host.url("/out-0.png")))).isEqualTo(CONTENT);

            assertThat(host.requests().get(1).headers()).containsEntry("range", "bytes=100000-");
        } finally {
            over.countDown();
        }
    }

    @Test
    void givesUpWhenAllAttemptsStall() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (FileHost host = FileHost.start((request, out) -> over.await())) {
            assertThatThrownBy(() -> Files.readAllBytes(path(host.url("/out-0.png"))))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContaining("nothing for 0.3 s");
            over.countDown();
        }
    }

    @Test
    void goesOnWithAStreamThatWasCutOrStalled() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        FileHost.Answering stalling = (request, out) -> {
            cutting(CONTENT, 100_000, ETAG).answer(request, out);
            out.flush();
            over.await();
        };
        FileHost.Answering unread = cutting(CONTENT, 0, ETAG);
        try (FileHost host = FileHost.start(unread, cutting(CONTENT, 50_000, ETAG), stalling, serving(CONTENT, ETAG));
                InputStream in = path(host.url("/out-0.png")).openStream()) {
            assertThat(in.readAllBytes()).isEqualTo(CONTENT);

            assertThat(host.requests()).extracting(FileHost.Request::from).containsExactly(0, 0, 50_000, 150_000);
        } finally {
            over.countDown();
        }
    }

    @Test
    void breaksAStreamOffWhereTheServerCannotGoOn() throws Exception {
        try (FileHost blind = FileHost.start(cutting(CONTENT, 50_000));
                FileHost changed = FileHost.start(cutting(CONTENT, 50_000, ETAG), serving(CONTENT, "ETag: \"v2\""));
                FileHost dead = FileHost.start(cutting(CONTENT, 50_000, ETAG), cutting(CONTENT, 0, ETAG))) {
            assertThatThrownBy(() -> drain(path(blind.url("/out-0.png"))))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContaining("broke off after 50000 of 300000 bytes");
            assertThatThrownBy(() -> drain(path(changed.url("/out-0.png")))).hasMessageContaining("another part");
            assertThatThrownBy(() -> drain(path(dead.url("/out-0.png"))))
                    .hasMessageContaining("broke off after 50000 of 300000 bytes");
            assertThat(dead.requests()).hasSize(5);
        }
    }

    @Test
    void asksForNothingMoreAfterAStreamWasClosed() throws Exception {
        try (FileHost host = FileHost.start(cutting(CONTENT, 50_000, ETAG))) {
            InputStream in = path(host.url("/out-0.png")).openStream();
            assertThat(in.read()).isEqualTo(CONTENT[0] & 0xff);
            in.close();

            assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
            assertThat(host.requests()).hasSize(1);
        }
    }

    @Test
    void neverTakesHalfAFileForAWholeOne() throws Exception {
        FileHost.Answering broken = cutting(CONTENT, 10);
        try (FileHost host = FileHost.start(broken, broken, broken, broken, broken, serving(CONTENT))) {
            URLPath path = path(host.url("/out-0.png"));
            assertThatThrownBy(() -> Files.size(path)).isInstanceOf(FileSystemException.class);

            assertThat(Files.size(path)).isEqualTo(CONTENT.length);
        }
    }

    @Test
    void checksTheDigestThatTheServerGives() throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(CONTENT);
        String good = "Repr-Digest: sha-256=:" + Base64.getEncoder().encodeToString(digest) + ":";
        digest[0]++;
        String bad = "Repr-Digest: sha-256=:" + Base64.getEncoder().encodeToString(digest) + ":";
        try (FileHost honest = FileHost.start(cutting(CONTENT, 99_999, ETAG, good), serving(CONTENT, ETAG, good));
                FileHost lying = FileHost.start(serving(CONTENT, bad))) {
            assertThat(Files.readAllBytes(path(honest.url("/out-0.png")))).isEqualTo(CONTENT);

            URLPath path = path(lying.url("/out-0.png"));
            assertThatThrownBy(() -> Files.readAllBytes(path))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContaining("do not have the digest that the server sent, SHA-256");
            assertThat(leftIn(path)).isEmpty();
        }
    }

    @Test
    void checksTheDigestOfGooglesStorage() throws Exception {
        String md5 = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("MD5").digest(random(5)));
        try (FileHost host =
                FileHost.start(serving(CONTENT, "X-Goog-Hash: crc32c=n03x6A==", "X-Goog-Hash: md5=" + md5))) {
            assertThatThrownBy(() -> Files.readAllBytes(path(host.url("/out-0.png"))))
                    .hasMessageContaining("MD5");
        }
    }

    @Test
    void saysThatAnExpiredFileIsGone() throws Exception {
        try (FileHost host = FileHost.start(status(404))) {
            URLPath path = path(host.url("/out-0.png?signature=secret"));

            assertThat(Files.exists(path)).isFalse();
            assertThatThrownBy(() -> Files.readAllBytes(path))
                    .isInstanceOf(NoSuchFileException.class)
                    .hasMessageContaining(host.url("/out-0.png"))
                    .hasMessageContaining("HTTP 404: not there, or no longer")
                    .hasMessageContaining("one hour after")
                    .hasMessageNotContaining("secret");
            assertThatThrownBy(path::toFile)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasCauseInstanceOf(NoSuchFileException.class);
            assertThatThrownBy(path::openStream).isInstanceOf(NoSuchFileException.class);
            assertThatThrownBy(() -> path.downloadAsync().join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(NoSuchFileException.class);
        }
    }

    @Test
    void saysThatTheHostRefuses() throws Exception {
        try (FileHost host = FileHost.start(status(403))) {
            assertThatThrownBy(() -> Files.readAllBytes(path(host.url("/out-0.png"))))
                    .isInstanceOf(AccessDeniedException.class)
                    .hasMessageContaining("HTTP 403");
            assertThat(host.requests()).hasSize(1);
        }
    }

    @Test
    void triesAgainWhenTheHostIsBusy() throws Exception {
        try (FileHost host = FileHost.start(status(503), status(429, "Retry-After: 0"), serving(CONTENT))) {
            assertThat(Files.readAllBytes(path(host.url("/out-0.png")))).isEqualTo(CONTENT);
        }
    }

    @Test
    void givesUpWhenTheHostStaysBusy() throws Exception {
        try (FileHost host = FileHost.start(status(503))) {
            assertThatThrownBy(() -> Files.readAllBytes(path(host.url("/out-0.png"))))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContaining("HTTP 503")
                    .hasMessageContaining("4 attempts");
        }
    }

    @Test
    void followsRedirectsAcrossHosts() throws Exception {
        try (FileHost files = FileHost.start(serving(CONTENT));
                FileHost front = FileHost.start(status(302, "Location: " + files.url("/elsewhere")))) {
            assertThat(Files.readAllBytes(path(front.url("/out-0.png")))).isEqualTo(CONTENT);
        }
    }

    @Test
    void takesAFileOfUnknownLength() throws Exception {
        FileHost.Answering untilClosed = (request, out) -> {
            head(out, "200 OK");
            line(out, "");
            out.write(CONTENT);
        };
        try (FileHost host = FileHost.start(untilClosed)) {
            assertThat(Files.size(path(host.url("/out-0.png")))).isEqualTo(CONTENT.length);
        }
    }

    @Test
    void takesAnEmptyFile() throws Exception {
        try (FileHost host = FileHost.start(serving(new byte[0]))) {
            assertThat(Files.readAllBytes(path(host.url("/out-0.png")))).isEmpty();
        }
    }

    @Test
    void saysThatTheLocalSideCannotWrite() throws Exception {
        Path file = Files.createTempFile("not-a-directory", "");
        try (FileHost host = FileHost.start(serving(CONTENT))) {
            URLPath path = URLPath.of(host.url("/out-0.png")).in(file);

            assertThatThrownBy(() -> Files.readAllBytes(path))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContaining("cannot be written to " + path);
            assertThat(host.requests()).hasSize(1);
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void saysThatTheDiskIsFull() throws Exception {
        Configuration small =
                Configuration.unix().toBuilder().setMaxSize(100_000).build();
        try (FileHost host = FileHost.start(serving(CONTENT));
                FileSystem disk = Jimfs.newFileSystem(small)) {
            URLPath path = URLPath.of(host.url("/out-0.png")).in(disk.getPath("/full"));

            assertThatThrownBy(() -> Files.readAllBytes(path))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContaining("out of disk space");
            assertThat(leftIn(path)).isEmpty();
            assertThat(host.requests()).hasSize(1);
        }
    }

    @Test
    void endsTheDownloadWhenTheListenerThrows() throws Exception {
        try (FileHost host = FileHost.start(serving(CONTENT))) {
            URLPath path = path(host.url("/out-0.png"));

            assertThatThrownBy(() -> path.downloadAsync((file, bytes, total) -> {
                                throw new IllegalStateException("enough");
                            })
                            .join())
                    .hasMessageContaining("enough");
            assertThat(leftIn(path)).isEmpty();
        }
    }

    @Test
    void refusesASchemeItCannotFetch() {
        assertThatThrownBy(() -> URLPath.of("ftp://example.com/cat.png"))
                .hasMessageContaining("http:, https: or data:")
                .hasMessageContaining("ftp://example.com/cat.png");
    }

    private static void drain(URLPath path) throws IOException {
        try (InputStream in = path.openStream()) {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }

    /** What lies where the local copy should be, part files included. */
    private static Path[] leftIn(URLPath path) throws IOException {
        Path folder = path.getParent();
        if (folder == null || !Files.exists(folder)) {
            return new Path[0];
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toArray(Path[]::new);
        }
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
