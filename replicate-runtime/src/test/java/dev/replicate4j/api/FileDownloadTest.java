package dev.replicate4j.api;

import static dev.replicate4j.internal.file.FileHost.cutting;
import static dev.replicate4j.internal.file.FileHost.serving;
import static dev.replicate4j.internal.file.FileHost.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.Replicate;
import dev.replicate4j.error.ConnectionException;
import dev.replicate4j.error.PermissionDeniedException;
import dev.replicate4j.internal.file.FileHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Downloads of the API's own files: as careful as those of {@code URLPath}. */
@Timeout(60)
class FileDownloadTest {

    private static final byte[] CONTENT = "ten bytes!".getBytes(UTF_8);
    private static final FileSignature SIGNATURE = new FileSignature("acme", Instant.EPOCH, "SECRET");

    @TempDir
    Path folder;

    private static Replicate client(FileHost host) {
        return Replicate.builder().apiToken("r8_test").baseUrl(host.url("/v1")).build();
    }

    @Test
    void touchesNoOtherFile() throws Exception {
        Path target = Files.writeString(folder.resolve("cat.png"), "old".repeat(100));
        Path own = Files.writeString(folder.resolve("cat.png.part"), "mine".repeat(100));
        Path linked = Files.writeString(folder.resolve("elsewhere"), "precious");
        Path link = Files.createSymbolicLink(folder.resolve("dog.png.part"), linked);
        try (FileHost host = FileHost.start(serving(CONTENT));
                Replicate client = client(host)) {
            assertThat(client.uploadedFiles().download("f", SIGNATURE, target)).isSameAs(target);
            client.uploadedFiles().download("f", SIGNATURE, folder.resolve("dog.png"));
        }
        assertThat(target).hasBinaryContent(CONTENT);
        assertThat(own).hasContent("mine".repeat(100));
        assertThat(linked).hasContent("precious");
        assertThat(link).isSymbolicLink();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(5);
        }
    }

    @Test
    void twoToOneTargetDoNotMix() throws Exception {
        byte[] one = "1".repeat(100_000).getBytes(UTF_8);
        byte[] two = "2".repeat(50_000).getBytes(UTF_8);
        CountDownLatch both = new CountDownLatch(2);
        Path target = folder.resolve("cat.png");
        try (FileHost host = FileHost.start((request, out) -> {
                    both.countDown();
                    both.await();
                    serving(request.target().contains("one") ? one : two).answer(request, out);
                });
                Replicate client = client(host)) {
            CompletableFuture<Path> first = client.uploadedFiles().downloadAsync("one", SIGNATURE, target);
            CompletableFuture<Path> second = client.uploadedFiles().downloadAsync("two", SIGNATURE, target);
            CompletableFuture.allOf(first, second).join();
        }
        assertThat(Files.readAllBytes(target)).isIn(one, two);
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void resumesAfterACut() throws Exception {
        try (FileHost host = FileHost.start(cutting(CONTENT, 4, "ETag: \"v1\""), serving(CONTENT, "ETag: \"v1\""));
                Replicate client = client(host)) {
            Path target = client.uploadedFiles().download("f", SIGNATURE, folder.resolve("cat.png"));

            assertThat(target).hasBinaryContent(CONTENT);
            assertThat(host.requests()).extracting(FileHost.Request::from).containsExactly(0, 4);
        }
    }

    @Test
    void failsWithTheExceptionsOfTheApi() throws Exception {
        FileHost.Answering drop = (request, out) -> {};
        try (FileHost forbidden = FileHost.start(status(403));
                FileHost dead = FileHost.start(drop);
                FileHost fine = FileHost.start(serving(CONTENT));
                Replicate one = client(forbidden);
                Replicate two = client(dead);
                Replicate three = client(fine)) {
            Path target = folder.resolve("cat.png");
            assertThatThrownBy(() -> one.uploadedFiles().download("f", SIGNATURE, target))
                    .isInstanceOf(PermissionDeniedException.class)
                    .hasMessageContaining("oops");
            assertThatThrownBy(() -> two.uploadedFiles()
                            .downloadAsync("f", SIGNATURE, target)
                            .join())
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOf(ConnectionException.class)
                    .hasMessageNotContaining("SECRET");
            assertThatThrownBy(() -> three.uploadedFiles().download("f", SIGNATURE, folder.resolve("none/cat.png")))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("none/cat.png");
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void cancellingLeavesNothing() throws IOException, InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        try (FileHost host = FileHost.start((request, out) -> {
                    begun.countDown();
                    new CountDownLatch(1).await();
                });
                Replicate client = client(host)) {
            CompletableFuture<Path> download =
                    client.uploadedFiles().downloadAsync("f", SIGNATURE, folder.resolve("cat.png"));
            begun.await();
            download.cancel(true);

            assertThat(download).isCancelled();
            assertThat(folder).isEmptyDirectory();
        }
    }
}
