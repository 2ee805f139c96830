package dev.replicate4j.internal.file;

import com.github.mizosoft.methanol.MoreBodyHandlers;
import dev.replicate4j.api.TransferListener;
import dev.replicate4j.internal.http.ApiOrigin;
import dev.replicate4j.internal.http.RequestSpec;
import dev.replicate4j.internal.http.Transport;
import dev.replicate4j.internal.http.TransportConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
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
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches files into one directory: each URL once, however many threads ask for it, until its local copy is dropped.
 */
public final class Downloads implements AutoCloseable {

    private final Transport transport;
    private final DownloadDirectory directory;
    private final TransferListener listener;
    private final RetryTimings timings;
    private final Map<String, Download> running = new ConcurrentHashMap<>();
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
     * @param listener hears how far each download has come
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
        running.forEach((url, download) -> download.stop(FileExceptions.of(url, "the client was closed", null)));
        directory.delete();
    }

    boolean isOpen() {
        return !closed;
    }

    /** Returns where the local copy is or will be. No I/O. */
    Path place(String url) {
        return directory.path().resolve(key(url)).resolve(FileName.of(url));
    }

    /**
     * Asks for the local copy. Cancelling the future stops the download unless others wait for it too.
     *
     * @param progress hears how far the download has come, from now on; null for none
     * @return the place of the local copy; fails with an {@link IOException}
     */
    CompletableFuture<Path> fetch(String url, Path place, @Nullable TransferListener progress) {
        if (Files.isRegularFile(place)) {
            return CompletableFuture.completedFuture(place);
        }
        checkOpen();
        return DataUri.is(url) ? unpack(url, place, progress) : download(url, place, progress);
    }

    /** Waits for the local copy. */
    Path get(String url, Path place) throws IOException {
        return await(fetch(url, place, null));
    }

    /** Opens the file as a stream, from the local copy where there is one, else from its host. */
    InputStream open(String url, Path place) throws IOException {
        if (Files.isRegularFile(place)) {
            return Files.newInputStream(place);
        }
        checkOpen();
        return DataUri.is(url)
                ? new ByteArrayInputStream(DataUri.decode(url))
                : ResumingInputStream.open(url, headers -> part(url, headers));
    }

    private void checkOpen() {
        if (closed) {
            throw new ClosedFileSystemException();
        }
    }

    private ResumingInputStream.Part part(String url, Map<String, String> headers) throws IOException {
        return await(transport.open(
                        request(url, headers), MoreBodyHandlers.withReadTimeout(Downloads::streamed, timings.stall())))
                .body();
    }

    private static BodySubscriber<ResumingInputStream.Part> streamed(ResponseInfo info) {
        ContentInfo content = ContentInfo.of(info);
        return content.status() == 200 || content.status() == 206
                ? BodySubscribers.mapping(
                        BodySubscribers.ofInputStream(), body -> new ResumingInputStream.Part(content, body))
                : new DiscardingSubscriber<>(new ResumingInputStream.Part(content, InputStream.nullInputStream()));
    }

    private CompletableFuture<Path> download(String url, Path place, @Nullable TransferListener progress) {
        while (true) {
            // Looked for once more under the lock: another thread may have brought it since.
            Download download =
                    running.computeIfAbsent(url, key -> Files.isRegularFile(place) ? null : prepare(key, place));
            if (download == null) {
                return CompletableFuture.completedFuture(place);
            }
            CompletableFuture<Path> asked = download.ask(progress);
            if (asked != null) {
                return asked;
            }
            running.remove(url, download);
        }
    }

    private Download prepare(String url, Path place) {
        PartFile part = new PartFile(place, directory);
        Download download = new Download(
                url, part, listener, timings, (rest, handler) -> transport.open(request(url, rest), handler));
        download.result().whenComplete((done, failure) -> running.remove(url, download));
        return download;
    }

    private CompletableFuture<Path> unpack(String url, Path place, @Nullable TransferListener progress) {
        try (PartFile part = new PartFile(place, directory)) {
            byte[] content = DataUri.decode(url);
            part.begin(part, new ContentInfo(200, 0, content.length, null, null));
            part.write(part, List.of(ByteBuffer.wrap(content)));
            listener.transferred(DownloadUrl.shown(url), content.length, content.length);
            if (progress != null) {
                progress.transferred(DownloadUrl.shown(url), content.length, content.length);
            }
            return CompletableFuture.completedFuture(part.commit());
        } catch (FileSystemException e) {
            return CompletableFuture.failedFuture(e);
        } catch (IOException | RuntimeException e) {
            return CompletableFuture.failedFuture(FileExceptions.unwritten(url, place.toString(), e));
        }
    }

    private static <T> T await(CompletableFuture<T> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new ClosedByInterruptException();
        } catch (ExecutionException e) {
            throw FileExceptions.here(e.getCause() == null ? e : e.getCause());
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

    private static RequestSpec request(String url, Map<String, String> headers) {
        RequestSpec call = RequestSpec.get("files.download", url)
                .withoutNeedOfToken()
                .withHeader("Accept", "*/*")
                .withHeader("Accept-Encoding", "identity");
        for (Map.Entry<String, String> header : headers.entrySet()) {
            call = call.withHeader(header.getKey(), header.getValue());
        }
        return call;
    }

    private static final class Shared {

        static final Downloads INSTANCE =
                of(new Transport(TransportConfig.of(ApiOrigin.REPLICATE, null)), null, (file, bytes, total) -> {});
    }
}
