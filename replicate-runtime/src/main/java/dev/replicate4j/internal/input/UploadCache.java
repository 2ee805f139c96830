package dev.replicate4j.internal.input;

import dev.replicate4j.api.UploadedFile;
import dev.replicate4j.api.UploadedFiles;
import dev.replicate4j.error.DecodeException;
import dev.replicate4j.http.TransferListener;
import dev.replicate4j.internal.http.Endpoint;
import dev.replicate4j.internal.http.SharedFutures;
import dev.replicate4j.internal.http.Transport;
import dev.replicate4j.internal.transfer.FileExceptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Uploads local files through the Files API: each once per account, for as long as Replicate keeps it. */
public final class UploadCache {

    /** How long Replicate keeps an upload, where it does not say. */
    private static final Duration LIFE = Duration.ofHours(24);

    /** A prediction may wait in a queue before it reads its files. */
    private static final Duration RESERVE = Duration.ofHours(2);

    private final Transport transport;
    private final TransferListener listener;
    private final SharedFutures<Key, Upload> known = SharedFutures.withMemory();

    /**
     * Makes the uploads of a client. No I/O.
     *
     * @param transport sends them
     * @param listener is told how far each has come
     */
    public UploadCache(Transport transport, TransferListener listener) {
        this.transport = transport;
        this.listener = listener;
    }

    /**
     * Uploads a file, or finds that it has been.
     *
     * @return the URL that Replicate knows it by, which is an input; fails as requests to the API do. Cancelling it stops
     *     the upload, unless others want it too
     */
    CompletableFuture<String> upload(LocalFile file) {
        Instant now = transport.scheduler().now();
        known.removeIf(upload -> now.isAfter(upload.usableUntil()));
        Key key = new Key(file, transport.config().token());
        return known.get(key, () -> send(file)).thenApply(Upload::url);
    }

    private CompletableFuture<Upload> send(LocalFile file) {
        try {
            UploadedFiles files = new UploadedFiles(Endpoint.direct(transport));
            return files.createAsync(file.upload(listener))
                    .thenApply(uploaded ->
                            Upload.of(uploaded, transport.scheduler().now()));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(new UncheckedIOException(e));
        }
    }

    /**
     * What an upload is known by: one client may act for several accounts.
     *
     * @param token of the account
     */
    private record Key(LocalFile file, @Nullable String token) {

        @Override
        public String toString() {
            return file.toString();
        }
    }

    /** A file that Replicate has. */
    private record Upload(String url, Instant usableUntil) {

        static Upload of(UploadedFile file, Instant now) {
            URI url = file.url();
            boolean http = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
            if (!http || url.getHost() == null) {
                throw new DecodeException(
                        "Expected the http URL of an upload, but found \"" + FileExceptions.shown(url.toString())
                                + "\".",
                        file.json());
            }
            Instant end = file.expiresAt().orElseGet(() -> now.plus(LIFE));
            return new Upload(url.toString(), end.minus(RESERVE));
        }
    }
}
