package dev.replicate4j;

import static dev.replicate4j.internal.file.FileHost.head;
import static dev.replicate4j.internal.file.FileHost.line;
import static dev.replicate4j.internal.file.FileHost.serving;
import static dev.replicate4j.internal.file.FileHost.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.internal.file.Downloads;
import dev.replicate4j.internal.file.FileHost;
import dev.replicate4j.internal.http.ApiOrigin;
import dev.replicate4j.internal.http.Transport;
import dev.replicate4j.internal.http.TransportConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Who shares a download and its local copy, for how long, and what is left in the end. */
@Timeout(60)
class DownloadSharingTest {

    private static final byte[] CONTENT = "a cat wearing an amusing hat".getBytes(UTF_8);

    private final Transport transport = new Transport(TransportConfig.of(ApiOrigin.REPLICATE, "secret"));
    private final Downloads downloads = Downloads.of(transport, null, (file, bytes, total) -> {});
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    /** Sends the first half at once and the rest when told. */
    private final FileHost.Answering halting = (request, out) -> {
        head(out, "200 OK");
        line(out, "Content-Length: " + CONTENT.length + "\r\n");
        out.write(CONTENT, 0, 10);
        out.flush();
        asked.countDown();
        go.await();
        out.write(CONTENT, 10, CONTENT.length - 10);
    };

    @AfterEach
    void close() {
        go.countDown();
        downloads.close();
        transport.close();
    }

    private URLPath path(String url) {
        return new URLPath(url, downloads);
    }

    @Test
    void requestsAFileOnceForSixtyFourThreads() throws Exception {
        try (FileHost host = FileHost.start(halting)) {
            ExecutorService threads = Executors.newFixedThreadPool(64);
            CountDownLatch started = new CountDownLatch(64);
            List<Future<byte[]>> contents = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                contents.add(threads.submit(() -> {
                    started.countDown();
                    return Files.readAllBytes(path(host.url("/out-0.png")));
                }));
            }
            started.await();
            asked.await();
            go.countDown();

            for (Future<byte[]> content : contents) {
                assertThat(content.get()).isEqualTo(CONTENT);
            }
            assertThat(host.requests()).hasSize(1);
            threads.shutdown();
        }
    }

    @Test
    void requestsAFileOnceHoweverOftenItIsRead() throws Exception {
        try (FileHost host = FileHost.start(serving(CONTENT))) {
            URLPath path = path(host.url("/out-0.png"));
            assertThat(Files.size(path)).isEqualTo(CONTENT.length);
            assertThat(Files.readAllBytes(path)).isEqualTo(CONTENT);
            assertThat(path.toFile()).hasBinaryContent(CONTENT);
            try (InputStream in = path.openStream()) {
                assertThat(in.readAllBytes()).isEqualTo(CONTENT);
            }

            assertThat(host.requests()).hasSize(1);
        }
    }

    @Test
    void showsNothingBeforeTheFileIsWhole() throws Exception {
        try (FileHost host = FileHost.start(halting)) {
            URLPath path = path(host.url("/out-0.png"));
            CompletableFuture<Path> later = path.downloadAsync();
            asked.await();

            assertThat(Path.of(path.toString())).doesNotExist();
            assertThat(later).isNotDone();
            go.countDown();
            assertThat(later.join()).hasToString(path.toString()).hasBinaryContent(CONTENT);
        }
    }

    @Test
    void downloadsAgainAfterTheLocalCopyWasDeleted() throws Exception {
        byte[] changed = "another cat".getBytes(UTF_8);
        try (FileHost host = FileHost.start(serving(CONTENT), serving(changed))) {
            URLPath path = path(host.url("/out-0.png"));
            assertThat(Files.readAllBytes(path)).isEqualTo(CONTENT);

            Files.delete(path);

            assertThat(Path.of(path.toString())).doesNotExist();
            assertThat(Files.deleteIfExists(path)).isFalse();
            assertThat(Files.readAllBytes(path)).isEqualTo(changed);
            assertThat(Files.deleteIfExists(path)).isTrue();
        }
    }

    @Test
    void tellsHowFarItHasCome() throws Exception {
        try (FileHost host = FileHost.start(serving(CONTENT))) {
            List<String> heard = new ArrayList<>();
            path(host.url("/out-0.png"))
                    .downloadAsync((file, bytes, total) -> heard.add(file + " " + bytes + "/" + total))
                    .join();

            assertThat(heard).last().isEqualTo(host.url("/out-0.png") + " 28/28");
            path("data:,cat").downloadAsync((file, bytes, total) -> heard.add(file + " " + bytes + "/" + total));
            assertThat(heard).last().isEqualTo("data:,cat 3/3");
        }
    }

    @Test
    void goesOnForTheOthersWhenOneCancels() throws Exception {
        try (FileHost host = FileHost.start(halting)) {
            CompletableFuture<Path> first = path(host.url("/out-0.png")).downloadAsync();
            CompletableFuture<Path> second = path(host.url("/out-0.png")).downloadAsync();
            asked.await();

            first.cancel(true);
            go.countDown();

            assertThat(second.join()).hasBinaryContent(CONTENT);
            assertThat(host.requests()).hasSize(1);
        }
    }

    @Test
    void stopsWhenAllCancelAndStartsAgainForTheNext() throws Exception {
        try (FileHost host = FileHost.start(halting, serving(CONTENT))) {
            URLPath path = path(host.url("/out-0.png"));
            CompletableFuture<Path> only = path.downloadAsync();
            asked.await();

            only.cancel(true);

            assertThat(filesIn(path.getParent())).isEmpty();
            assertThat(Files.readAllBytes(path)).isEqualTo(CONTENT);
            assertThat(host.requests()).hasSize(2);
        }
    }

    @Test
    void leavesAThreadThatIsInterrupted() throws Exception {
        try (FileHost host = FileHost.start(halting)) {
            AtomicReference<Throwable> failure = new AtomicReference<>();
            AtomicReference<Boolean> flag = new AtomicReference<>();
            Thread reader = new Thread(() -> {
                try {
                    Files.readAllBytes(path(host.url("/out-0.png")));
                } catch (IOException e) {
                    failure.set(e);
                    flag.set(Thread.currentThread().isInterrupted());
                }
            });
            reader.start();
            asked.await();

            reader.interrupt();
            reader.join();

            assertThat(failure.get()).isInstanceOf(ClosedByInterruptException.class);
            assertThat(flag.get()).isTrue();
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no POSIX permissions")
    void keepsItsFilesToTheOwnerAndDeletesThemWhenClosed() throws Exception {
        try (FileHost host = FileHost.start(serving(CONTENT))) {
            URLPath path = path(host.url("/out-0.png"));
            Path local = path.toRealPath();
            Path directory = local.getParent().getParent();

            assertThat(Files.getPosixFilePermissions(directory))
                    .containsExactlyInAnyOrder(
                            PosixFilePermission.OWNER_READ,
                            PosixFilePermission.OWNER_WRITE,
                            PosixFilePermission.OWNER_EXECUTE);
            assertThat(path.getFileSystem().isOpen()).isTrue();
            downloads.close();

            assertThat(directory).doesNotExist();
            assertThat(path.getFileSystem().isOpen()).isFalse();
            assertThatThrownBy(() -> Files.readAllBytes(path)).isInstanceOf(ClosedFileSystemException.class);
            assertThatThrownBy(path::openStream).isInstanceOf(ClosedFileSystemException.class);
            assertThat(path.url()).isEqualTo(host.url("/out-0.png"));
        }
    }

    @Test
    void breaksDownloadsOffWhenClosed() throws Exception {
        try (FileHost host = FileHost.start(halting)) {
            URLPath path = path(host.url("/out-0.png"));
            CompletableFuture<Path> later = path.downloadAsync();
            asked.await();

            downloads.close();

            assertThatThrownBy(later::join).hasMessageContaining("client was closed");
            assertThat(path.getParent().getParent()).doesNotExist();
        }
    }

    @Test
    void keepsTheFilesOfAChosenDirectory(@TempDir Path chosen) throws Exception {
        try (FileHost host = FileHost.start(serving(CONTENT), status(404))) {
            URLPath path = path(host.url("/out-0.png")).in(chosen);
            assertThat(path.toString()).startsWith(chosen.toString()).endsWith("out-0.png");
            assertThat(Files.readAllBytes(path)).isEqualTo(CONTENT);
            downloads.close();
            assertThat(Files.readAllBytes(path)).isEqualTo(CONTENT);

            // As another run of the application finds it, when the URL has expired.
            URLPath later = URLPath.of(host.url("/out-0.png")).in(chosen);
            assertThat(Files.readAllBytes(later)).isEqualTo(CONTENT);
            assertThat(later).isEqualTo(path);
            assertThat(host.requests()).hasSize(1);
        }
    }

    @Test
    void requestsAFileOnceForAllWhoChooseTheSameDirectory(@TempDir Path chosen) throws Exception {
        try (FileHost host = FileHost.start(halting)) {
            CompletableFuture<Path> one =
                    path(host.url("/out-0.png")).in(chosen).downloadAsync();
            CompletableFuture<Path> two =
                    path(host.url("/out-0.png")).in(chosen.resolve(".")).downloadAsync();
            asked.await();
            go.countDown();

            assertThat(one.join()).isEqualTo(two.join()).hasBinaryContent(CONTENT);
            assertThat(host.requests()).hasSize(1);
        }
    }

    @Test
    void sharesAChosenDirectoryWithAnotherProcessThatDownloadsTheSame(@TempDir Path chosen) throws Exception {
        try (FileHost host = FileHost.start(halting, halting)) {
            // Two that know nothing of each other, as two processes do.
            CompletableFuture<Path> one =
                    path(host.url("/out-0.png")).in(chosen).downloadAsync();
            CompletableFuture<Path> two =
                    URLPath.of(host.url("/out-0.png")).in(chosen).downloadAsync();
            asked.await();
            go.countDown();

            assertThat(one.join()).isEqualTo(two.join()).hasBinaryContent(CONTENT);
            assertThat(filesIn(one.join().getParent())).containsExactly(one.join());
        }
    }

    @Test
    void sendsTheTokenToNoHostOfFiles() throws Exception {
        try (FileHost target = FileHost.start(serving(CONTENT));
                FileHost host = FileHost.start(status(302, "Location: " + target.url("/there")))) {
            assertThat(Files.readAllBytes(path(host.url("/out-0.png")))).isEqualTo(CONTENT);
            try (InputStream in = path(host.url("/out-1.png")).openStream()) {
                assertThat(in.readAllBytes()).isEqualTo(CONTENT);
            }

            assertThat(host.requests())
                    .hasSize(2)
                    .noneMatch(request -> request.headers().containsKey("authorization"));
            assertThat(target.requests())
                    .hasSize(2)
                    .noneMatch(request -> request.headers().containsKey("authorization"));
        }
    }

    @Test
    void sendsTheTokenToTheApiItselfButNotAlongItsRedirects() throws Exception {
        try (FileHost target = FileHost.start(serving(CONTENT));
                FileHost api = FileHost.start(status(302, "Location: " + target.url("/there")));
                Transport own = new Transport(TransportConfig.of(ApiOrigin.parse(api.url("/v1")), "secret"));
                Downloads ownDownloads = Downloads.of(own, null, (file, bytes, total) -> {})) {
            URLPath path = new URLPath(api.url("/v1/files/abc/download"), ownDownloads);

            assertThat(Files.readAllBytes(path)).isEqualTo(CONTENT);
            assertThat(api.requests().get(0).headers()).containsEntry("authorization", "Bearer secret");
            assertThat(target.requests().get(0).headers()).doesNotContainKey("authorization");
        }
    }

    private static Path[] filesIn(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return new Path[0];
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toArray(Path[]::new);
        }
    }
}
