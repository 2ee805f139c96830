package dev.replicate4j.internal.file;

import dev.replicate4j.http.TransferListener;
import dev.replicate4j.internal.http.ApiOrigin;
import dev.replicate4j.internal.http.CancelableFuture;
import dev.replicate4j.internal.http.DemandPublisher;
import dev.replicate4j.internal.http.RequestSpec;
import dev.replicate4j.internal.http.Scheduler;
import dev.replicate4j.internal.http.SharedFutures;
import dev.replicate4j.internal.http.Transport;
import dev.replicate4j.internal.http.TransportConfig;
import dev.replicate4j.internal.transfer.Download;
import dev.replicate4j.internal.transfer.DownloadInputStream;
import dev.replicate4j.internal.transfer.FileExceptions;
import dev.replicate4j.internal.transfer.FileStream;
import dev.replicate4j.internal.transfer.PartFile;
import dev.replicate4j.internal.transfer.RetryTimings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Downloads files into one directory: each URL once, however many threads ask for it, until its local copy is deleted.
 */
public final class Downloads implements AutoCloseable {

    private final Transport transport;
    private final DownloadDirectory directory;
    private final TransferListener listener;
    private final RetryTimings timings;
    private final SharedFutures<String, Path> running = SharedFutures.withoutMemory();
    private final List<Listening> listening = new CopyOnWriteArrayList<>();
    private final Map<Path, Downloads> elsewhere = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Downloads(Transport transport, DownloadDirectory directory, TransferListener listener, RetryTimings timings) {
        this.transport = transport;
        this.directory = directory;
        this.listener = listener;
        this.timings = timings;
    }

    /**
     * Makes the downloads of a client. No I/O.
     *
     * @param transport sends the requests; stays open when the downloads are closed
     * @param directory where local copies go and stay; null for a private temporary directory, which is deleted in the
     *     end
     * @param listener is told how far each download has come
     */
    public static Downloads of(Transport transport, @Nullable Path directory, TransferListener listener) {
        DownloadDirectory local =
                directory == null ? DownloadDirectory.temporary() : DownloadDirectory.chosen(directory);
        return new Downloads(transport, local, listener, RetryTimings.STANDARD);
    }

    /** Returns what paths without a client share: without a token, made when first needed. */
    public static Downloads shared() {
        return Shared.INSTANCE;
    }

    /** Returns downloads by the same transport into a directory that keeps them: the same for all who choose it. */
    public Downloads in(Path chosen) {
        return elsewhere.computeIfAbsent(
                chosen.toAbsolutePath().normalize(),
                path -> new Downloads(transport, DownloadDirectory.chosen(path), listener, timings));
    }

    /** Returns downloads by the same transport into a temporary directory of their own, with other timings. */
    public Downloads with(RetryTimings other) {
        return new Downloads(transport, DownloadDirectory.temporary(), listener, other);
    }

    /** Stops what is under way and deletes the local copies that lie in a temporary directory. */
    @Override
    public void close() {
        closed = true;
        elsewhere.values().forEach(Downloads::close);
        running.failAll(url -> FileExceptions.of(url, "the client was closed", null));
        directory.delete();
    }

    boolean isOpen() {
        return !closed;
    }

    /** Returns where the local copy is or will be. No I/O, but for the directory itself. */
    Path place(String url) {
        return directory.path().resolve(key(url)).resolve(fileName(url));
    }

    /** Returns the name of the local copy. No I/O. */
    Path fileName(String url) {
        return FileName.of(url, directory.fileSystem());
    }

    /**
     * Asks for the local copy. Cancelling the future stops the download unless others wait for it too.
     *
     * @param progress is told how far the download has come, from now on; null for none
     * @return the place of the local copy; fails with an {@link IOException}
     */
    CompletableFuture<Path> fetch(String url, Path place, @Nullable TransferListener progress) {
        if (Files.isRegularFile(place)) {
            return CompletableFuture.completedFuture(place);
        }
        checkOpen();
        if (DataUri.is(url)) {
            return unpack(url, place, progress);
        }
        return progress == null ? share(url, place) : heard(url, place, progress);
    }

    /** Waits for the local copy. */
    Path get(String url, Path place) throws IOException {
        return FileExceptions.await(url, fetch(url, place, null));
    }

    /** Opens the file as a stream, from the local copy where there is one, else from its host. */
    InputStream open(String url, Path place) throws IOException {
        if (Files.isRegularFile(place)) {
            return Files.newInputStream(place);
        }
        checkOpen();
        return DataUri.is(url)
                ? new ByteArrayInputStream(DataUri.decode(url))
                : DownloadInputStream.open(url, timings, new Source(transport, url));
    }

    /** Publishes the file, from the local copy where there is one, else from its host. */
    Flow.Publisher<ByteBuffer> publisher(String url, Supplier<Path> place) {
        return new DemandPublisher<>(() -> content(url, place.get()), false);
    }

    private DemandPublisher.Source<ByteBuffer> content(String url, Path place) {
        if (closed || DataUri.is(url) || Files.isRegularFile(place)) {
            return new LocalContent(() -> open(url, place));
        }
        FileStream stream = FileStream.start(url, timings, new Source(transport, url));
        return new DemandPublisher.Source<>() {
            @Override
            public CompletableFuture<DemandPublisher.Batch<ByteBuffer>> next() {
                return transport.published(
                        stream.next().thenApply(bytes -> new DemandPublisher.Batch<>(bytes, bytes.isEmpty(), null)));
            }

            @Override
            public void close() {
                stream.cancel();
            }
        };
    }

    private void checkOpen() {
        if (closed) {
            throw new ClosedFileSystemException();
        }
    }

    private CompletableFuture<Path> download(String url, Path place) {
        if (Files.isRegularFile(place)) {
            // Another thread has brought it since it was looked for.
            return CompletableFuture.completedFuture(place);
        }
        return new Download<>(
                        url,
                        PartFile.ofCopy(place, directory::create),
                        timings,
                        this::transferred,
                        new Source(transport, url))
                .start();
    }

    private void transferred(String url, long bytes, long total) {
        listener.transferred(url, bytes, total);
        listening.forEach(one -> one.transferred(url, bytes, total));
    }

    private CompletableFuture<Path> share(String url, Path place) {
        return running.get(url, () -> download(url, place));
    }

    /** Returns the future of one who listens, and who alone is concerned if the listener fails. */
    private CompletableFuture<Path> heard(String url, Path place, TransferListener progress) {
        Listening own = new Listening(url, progress);
        listening.add(own);
        own.await(share(url, place), () -> listening.remove(own));
        return own.result;
    }

    private CompletableFuture<Path> unpack(String url, Path place, @Nullable TransferListener progress) {
        String shown = FileExceptions.shown(url);
        try {
            byte[] content = DataUri.decode(url);
            PartFile.write(place, directory::create, content);
            return heard(shown, content.length, progress).thenApply(done -> place);
        } catch (FileSystemException e) {
            return CompletableFuture.failedFuture(e);
        } catch (IOException | RuntimeException e) {
            return CompletableFuture.failedFuture(FileExceptions.unwritten(url, place.toString(), e));
        }
    }

    private CompletableFuture<?> heard(String url, long size, @Nullable TransferListener progress) {
        try {
            listener.transferred(url, size, size);
            if (progress != null) {
                progress.transferred(url, size, size);
            }
            return CompletableFuture.completedFuture(url);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(FileExceptions.ofListener(url, e));
        }
    }

    /** Tells local copies of the same name apart. */
    private static String key(String url) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(url.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 10);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** The requests for a file behind a URL. */
    private record Source(Transport transport, String url) implements Download.Source {

        @Override
        public CompletableFuture<HttpResponse<byte[]>> open(Map<String, String> headers, BodyHandler<byte[]> handler) {
            RequestSpec request = RequestSpec.get("files.download", url)
                    .withoutNeedOfToken()
                    .withHeader("Accept", "*/*")
                    .withHeader("Accept-Encoding", "identity");
            for (Map.Entry<String, String> header : headers.entrySet()) {
                request = request.withHeader(header.getKey(), header.getValue());
            }
            return transport.open(request, handler);
        }

        @Override
        public Exception refusal(HttpResponse<byte[]> response) {
            return FileExceptions.ofStatus(url, response.statusCode());
        }

        @Override
        public Scheduler scheduler() {
            return transport.scheduler();
        }
    }

    /** One who waits for a file and is told how far it has come. */
    private static final class Listening {

        private final String url;
        private final TransferListener listener;
        private final CancelableFuture<Path> result = new CancelableFuture<>(this::leave);
        private volatile @Nullable CompletableFuture<Path> shared;
        private volatile @Nullable Throwable failure;

        Listening(String url, TransferListener listener) {
            this.url = url;
            this.listener = listener;
        }

        void await(CompletableFuture<Path> download, Runnable end) {
            shared = download;
            download.whenComplete((place, broken) -> {
                end.run();
                if (broken == null && failure == null) {
                    result.complete(place);
                } else if (failure == null) {
                    result.completeExceptionally(broken);
                }
            });
            endIfFailed();
        }

        void transferred(String file, long bytes, long total) {
            if (failure != null || !url.equals(file)) {
                return;
            }
            try {
                listener.transferred(file, bytes, total);
            } catch (RuntimeException | Error e) {
                failure = e;
                endIfFailed();
            }
        }

        /** Leaves the download before the result says so: nothing is left of it then. */
        private void endIfFailed() {
            Throwable thrown = failure;
            if (thrown != null && shared != null) {
                leave();
                result.completeExceptionally(FileExceptions.ofListener(url, thrown));
            }
        }

        private void leave() {
            CompletableFuture<Path> download = shared;
            if (download != null) {
                download.cancel(true);
            }
        }
    }

    private static final class Shared {

        static final Downloads INSTANCE =
                of(new Transport(TransportConfig.of(ApiOrigin.REPLICATE, null)), null, (file, bytes, total) -> {});
    }
}
