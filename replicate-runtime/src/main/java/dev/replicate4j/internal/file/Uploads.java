package dev.replicate4j.internal.file;

import dev.replicate4j.api.ApiFiles;
import dev.replicate4j.api.UploadedFile;
import dev.replicate4j.http.TransferListener;
import dev.replicate4j.internal.http.Endpoint;
import dev.replicate4j.internal.http.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Uploads local files through the Files API: each once, for as long as Replicate keeps it. */
public final class Uploads {

    /** How long Replicate keeps an upload, where it does not say. */
    private static final Duration LIFE = Duration.ofHours(24);

    /** A prediction may wait in a queue before it reads its files. */
    private static final Duration RESERVE = Duration.ofHours(2);

    private final Transport transport;
    private final TransferListener listener;
    private final Map<LocalFile, CompletableFuture<Upload>> known = new ConcurrentHashMap<>();

    /**
     * Makes the uploads of a client. No I/O.
     *
     * @param transport sends them
     * @param listener hears how far each has come
     */
    public Uploads(Transport transport, TransferListener listener) {
        this.transport = transport;
        this.listener = listener;
    }

    /**
     * Uploads a file, or finds that it has been.
     *
     * @return the URL that Replicate knows it by, which is an input; fails as requests to the API do
     */
    CompletableFuture<String> upload(LocalFile file) {
        Instant now = Instant.now();
        known.values().removeIf(upload -> isOver(upload, now));
        CompletableFuture<Upload> mine = new CompletableFuture<>();
        CompletableFuture<Upload> earlier = known.putIfAbsent(file, mine);
        if (earlier != null) {
            return earlier.thenApply(Upload::url);
        }
        send(file).whenComplete((upload, failure) -> {
            if (failure == null) {
                mine.complete(upload);
            } else {
                known.remove(file, mine);
                mine.completeExceptionally(failure);
            }
        });
        return mine.thenApply(Upload::url);
    }

    private static boolean isOver(CompletableFuture<Upload> upload, Instant now) {
        return upload.isDone()
                && (upload.isCompletedExceptionally()
                        || now.isAfter(upload.join().usableUntil()));
    }

    private CompletableFuture<Upload> send(LocalFile file) {
        try {
            ApiFiles files = new ApiFiles(Endpoint.direct(transport));
            return files.createAsync(file.upload(listener)).thenApply(Upload::of);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(new UncheckedIOException(e));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** A file that Replicate has. */
    private record Upload(String url, Instant usableUntil) {

        static Upload of(UploadedFile file) {
            Instant end = file.expiresAt().orElseGet(() -> Instant.now().plus(LIFE));
            return new Upload(file.url().toString(), end.minus(RESERVE));
        }
    }
}
