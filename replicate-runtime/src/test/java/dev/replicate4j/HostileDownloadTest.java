package dev.replicate4j;

import static dev.replicate4j.internal.file.FileHost.cutting;
import static dev.replicate4j.internal.file.FileHost.head;
import static dev.replicate4j.internal.file.FileHost.line;
import static dev.replicate4j.internal.file.FileHost.serving;
import static dev.replicate4j.internal.file.FileHost.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.internal.file.Downloads;
import dev.replicate4j.internal.file.FileHost;
import dev.replicate4j.internal.transfer.RetryTimings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a host, another user of the machine or a listener may try, and what comes of it. */
@Timeout(60)
class HostileDownloadTest {

    private static final byte[] CONTENT =
            "a cat wearing an amusing hat".repeat(1000).getBytes(UTF_8);
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-MD5: x",
                "Content-MD5: ",
                "Digest: md5=A",
                "Digest: sha-256=AAAA",
                "Repr-Digest: sha-256=:A:",
                "X-Goog-Hash: md5=AQID"
            })
    void aDigestThatIsNoneIsNone(String header) throws Exception {
        try (FileHost host = FileHost.start(serving(CONTENT, header))) {
            assertThat(Files.readAllBytes(path(host.url("/out-0.png")))).isEqualTo(CONTENT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP"})
    void codedContentIsDecoded(String coding) throws Exception {
        byte[] coded = gzip(CONTENT);
        try (FileHost host = FileHost.start(
                cutting(coded, 50, "Content-Encoding: " + coding, ETAG),
                serving(coded, "Content-Encoding: " + coding, ETAG))) {
            URLPath path = path(host.url("/out-0.png"));

            assertThat(Files.readAllBytes(path)).isEqualTo(CONTENT);
            Files.delete(path);
            try (InputStream in = path.openStream()) {
                assertThat(in.readAllBytes()).isEqualTo(CONTENT);
            }
        }
    }

    @Test
    void aCodingThatCannotBeDecodedIsNamed() throws Exception {
        try (FileHost host = FileHost.start(serving(CONTENT, "Content-Encoding: br"))) {
            URLPath path = path(host.url("/out-0.png"));

            assertThatThrownBy(() -> Files.readAllBytes(path))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContaining("Content-Encoding \"br\"");
            assertThatThrownBy(path::openStream).hasMessageContaining("Content-Encoding \"br\"");
            assertThat(host.requests()).hasSize(2);
        }
    }

    @Test
    void aStreamIsTriedAgainFromItsFirstRequestOn() throws Exception {
        FileHost.Answering drop = (request, out) -> {};
        try (FileHost host = FileHost.start(status(503), drop, serving(CONTENT));
                InputStream in = path(host.url("/out-0.png")).openStream()) {
            assertThat(in.readAllBytes()).isEqualTo(CONTENT);
        }
    }

    @Test
    void aStreamFailsWithTheExceptionsOfFiles() throws Exception {
        FileHost.Answering drop = (request, out) -> {};
        try (FileHost gone = FileHost.start(status(404));
                FileHost dead = FileHost.start(drop);
                FileHost stalled = FileHost.start((request, out) -> new CountDownLatch(1).await())) {
            assertThatThrownBy(() -> path(gone.url("/out-0.png")).openStream()).isInstanceOf(NoSuchFileException.class);
            assertThatThrownBy(() -> path(dead.url("/out-0.png")).openStream())
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContaining(dead.url("/out-0.png"))
                    .hasMessageContaining("4 attempts")
                    .hasMessageNotContainingAny("API", "GET");
            assertThatThrownBy(() -> path(stalled.url("/out-0.png")).openStream())
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContaining("nothing for 0.3 s");
        }
    }

    @Test
    void messagesShowNeitherSignatureNorPassword() throws Exception {
        try (FileHost host = FileHost.start(status(404))) {
            String url = host.url("/out-0.png?signature=SECRET").replace("//", "//user:PASSWORD@");
            URLPath path = path(url);

            assertThatThrownBy(() -> Files.readAllBytes(path)).satisfies(HostileDownloadTest::tellsNoSecret);
            assertThatThrownBy(path::openStream).satisfies(HostileDownloadTest::tellsNoSecret);
            assertThatThrownBy(() -> Files.newDirectoryStream(path)).satisfies(HostileDownloadTest::tellsNoSecret);
            assertThatThrownBy(() -> Files.readSymbolicLink(path)).satisfies(HostileDownloadTest::tellsNoSecret);
            assertThatThrownBy(() -> URLPath.of("ftp" + url)).satisfies(HostileDownloadTest::tellsNoSecret);
            assertThat(path.getFileSystem().toString()).doesNotContain("SECRET", "PASSWORD");
        }
        URLPath local = path("data:,hi?signature=x");
        assertThatThrownBy(() -> local.getFileSystem().provider().checkAccess(local, java.nio.file.AccessMode.WRITE))
                .hasMessageContaining("can only be read");
    }

    private static void tellsNoSecret(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FileSystemException || cause == failure) {
                assertThat(cause.toString())
                        .doesNotContain("SECRET", "PASSWORD")
                        .contains("out-0.png");
            }
        }
    }

    @Test
    void aListenerThatThrowsConcernsNobodyElse() throws Exception {
        CountDownLatch both = new CountDownLatch(1);
        try (FileHost host = FileHost.start((request, out) -> {
            both.await();
            serving(CONTENT).answer(request, out);
        })) {
            URLPath path = path(host.url("/out-0.png"));
            CompletableFuture<Path> quiet = path.downloadAsync();
            CompletableFuture<Path> loud = path.downloadAsync((file, bytes, total) -> {
                throw new IllegalStateException("no, thanks");
            });
            both.countDown();

            assertThat(quiet.join()).hasBinaryContent(CONTENT);
            assertThatThrownBy(loud::join)
                    .isInstanceOf(CompletionException.class)
                    .hasMessageContaining("ended by its listener")
                    .hasMessageContaining("no, thanks")
                    .hasMessageNotContaining("written");
        }
    }

    @Test
    void anErrorInAListenerEndsTheDownload() throws Exception {
        try (FileHost host = FileHost.start(serving(CONTENT))) {
            assertThatThrownBy(() -> path(host.url("/out-0.png"))
                            .downloadAsync((file, bytes, total) -> {
                                throw new AssertionError("no, thanks");
                            })
                            .join())
                    .hasMessageContaining("no, thanks");
        }
    }

    @Test
    void theDirectoryIsThereBeforeItsNameIsTold() {
        Path directory = Path.of(path("http://127.0.0.1:1/out-0.png").toString())
                .getParent()
                .getParent();

        assertThat(directory).isDirectory();
        assertThat(directory.getParent()).isEqualTo(Path.of(System.getProperty("java.io.tmpdir")));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no POSIX permissions")
    void aPlantedDirectoryIsRefused(@TempDir Path other) throws Exception {
        try (FileHost host = FileHost.start(serving(CONTENT))) {
            URLPath path = path(host.url("/out-0.png"));
            Path directory = Path.of(path.toString()).getParent().getParent();

            Files.delete(directory);
            Files.createSymbolicLink(directory, other);
            assertThatThrownBy(() -> Files.readAllBytes(path))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContaining("no longer the private directory");
            assertThat(other).isEmptyDirectory();

            Files.delete(directory);
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            assertThatThrownBy(() -> Files.readAllBytes(path)).hasMessageContaining("no longer the private directory");

            Files.delete(directory);
            assertThat(Files.readAllBytes(path)).isEqualTo(CONTENT);
        }
    }

    @Test
    void hostsAreTakenAsTheyAreOrRefusedAtOnce() {
        assertThat(URLPath.of("http://[::1]:8080/a b.png").url()).isEqualTo("http://[::1]:8080/a%20b.png");
        assertThat(URLPath.of("http://[::1]/[x].png").url()).isEqualTo("http://[::1]/%5Bx%5D.png");
        assertThatThrownBy(() -> URLPath.of("http://my_host/cat.png")).hasMessageContaining("my_host");
        assertThatThrownBy(() -> URLPath.of(URI.create("http://my_host/cat.png")))
                .hasMessageContaining("host name");
    }

    @Test
    void aDownloadThatNeverEndsIsEndedByClosing() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        try (FileHost host = FileHost.start((request, out) -> {
            head(out, "200 OK");
            line(out, "Content-Length: 1000000\r\n");
            out.write(CONTENT, 0, 10);
            out.flush();
            begun.countDown();
            new CountDownLatch(1).await();
        })) {
            CompletableFuture<Path> download = path(host.url("/out-0.png")).downloadAsync();
            begun.await();
            downloads.close();

            assertThatThrownBy(download::join).hasMessageContaining("the client was closed");
        }
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }
}
