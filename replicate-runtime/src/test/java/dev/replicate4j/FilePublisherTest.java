package dev.replicate4j;

import static dev.replicate4j.internal.file.FileHost.cutting;
import static dev.replicate4j.internal.file.FileHost.serving;
import static dev.replicate4j.internal.file.FileHost.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.internal.file.Downloads;
import dev.replicate4j.internal.file.FileHost;
import dev.replicate4j.internal.transfer.RetryTimings;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FilePublisherTest {

    private static final byte[] CONTENT =
            "a cat wearing an amusing hat".repeat(10_000).getBytes(UTF_8);

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
    void publishesTheContentWithoutALocalCopy() throws Exception {
        try (FileHost host = FileHost.start(
                status(503), cutting(CONTENT, 50_000, "ETag: \"v1\""), serving(CONTENT, "ETag: \"v1\""))) {
            URLPath path = path(host.url("/out-0.png"));
            Collector collector = new Collector(1);
            path.publisher().subscribe(collector);

            assertThat(collector.content.join()).isEqualTo(CONTENT);
            assertThat(Path.of(path.toString())).doesNotExist();
        }
    }

    @Test
    void publishesALocalCopyAndADataUri() throws Exception {
        try (FileHost host = FileHost.start(serving(CONTENT))) {
            URLPath path = path(host.url("/out-0.png"));
            path.toRealPath();
            Collector local = new Collector(Long.MAX_VALUE);
            Collector data = new Collector(1);
            path.publisher().subscribe(local);
            URLPath.of("data:,hi").publisher().subscribe(data);

            assertThat(local.content.join()).isEqualTo(CONTENT);
            assertThat(data.content.join()).isEqualTo("hi".getBytes(UTF_8));
            assertThat(host.requests()).hasSize(1);
        }
    }

    @Test
    void failsAsReadingDoes() throws Exception {
        try (FileHost host = FileHost.start(status(404))) {
            URLPath path = path(host.url("/out-0.png"));
            Collector gone = new Collector(1);
            path.publisher().subscribe(gone);
            assertThatThrownBy(gone.content::join).hasCauseInstanceOf(NoSuchFileException.class);

            downloads.close();
            Collector closed = new Collector(1);
            path.publisher().subscribe(closed);
            assertThatThrownBy(closed.content::join).hasCauseInstanceOf(ClosedFileSystemException.class);
        }
    }

    @Test
    void cancellingEndsTheRequest() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        try (FileHost host = FileHost.start((request, out) -> {
            FileHost.head(out, "200 OK");
            FileHost.line(out, "Content-Length: 1000000000\r\n");
            try {
                while (true) {
                    out.write(CONTENT);
                }
            } finally {
                hungUp.countDown();
            }
        })) {
            Collector collector = new Collector(1);
            path(host.url("/out-0.png")).publisher().subscribe(collector);
            collector.first.join();

            collector.cancel();
            hungUp.await();
            assertThat(collector.content).isNotDone();
            assertThat(host.requests()).hasSize(1);
        }
    }

    /** Asks for so many buffers at first, and for one more with each. */
    private static final class Collector implements Flow.Subscriber<ByteBuffer> {

        final CompletableFuture<byte[]> content = new CompletableFuture<>();
        final CompletableFuture<Boolean> first = new CompletableFuture<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final long demand;
        private volatile Flow.@Nullable Subscription subscription;
        private volatile boolean cancelled;

        Collector(long demand) {
            this.demand = demand;
        }

        void cancel() {
            cancelled = true;
            subscription.cancel();
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(demand);
        }

        @Override
        public void onNext(ByteBuffer buffer) {
            byte[] piece = new byte[buffer.remaining()];
            buffer.get(piece);
            bytes.writeBytes(piece);
            first.complete(true);
            if (!cancelled) {
                subscription.request(1);
            }
        }

        @Override
        public void onError(Throwable failure) {
            content.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            content.complete(bytes.toByteArray());
        }
    }
}
