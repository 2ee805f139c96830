package dev.replicate4j.internal.file;

import com.github.mizosoft.methanol.MediaType;
import com.github.mizosoft.methanol.MoreBodyPublishers;
import com.github.mizosoft.methanol.MultipartBodyPublisher;
import com.github.mizosoft.methanol.ProgressTracker;
import dev.replicate4j.api.TransferListener;
import dev.replicate4j.error.DecodeException;
import dev.replicate4j.http.Reply;
import dev.replicate4j.internal.http.Call;
import dev.replicate4j.internal.http.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Uploads local files through the Files API: each once, for as long as Replicate keeps it. */
public final class Uploads {

    /** How long Replicate keeps an upload, where it does not say. */
    private static final Duration LIFE = Duration.ofHours(24);

    /** A prediction may wait in a queue before it reads its files. */
    private static final Duration RESERVE = Duration.ofHours(2);

    /** How long an attempt may take: 100 MiB through half a megabit per second. */
    private static final Duration TIMEOUT = Duration.ofMinutes(30);

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
     * @return what Replicate knows it by: a URL that is an input; fails as requests to the API do
     */
    CompletableFuture<String> upload(LocalFile file) {
        Instant now = Instant.now();
        known.values().removeIf(upload -> isOver(upload, now));
        CompletableFuture<Upload> mine = new CompletableFuture<>();
        CompletableFuture<Upload> first = known.putIfAbsent(file, mine);
        if (first != null) {
            return first.thenApply(Upload::url);
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

    /** Repeating is safe: what is uploaded twice costs nothing and goes by itself. */
    private CompletableFuture<Upload> send(LocalFile file) {
        try {
            MultipartBodyPublisher form = form(file);
            Supplier<BodyPublisher> body = () -> tracked(file, form);
            Call call = Call.repeatable("files.create", "POST", "files")
                    .withHeader("Content-Type", form.mediaType().toString())
                    .withBody(body)
                    .withTimeout(TIMEOUT);
            return transport.send(call).thenApply(Uploads::read);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(new UncheckedIOException(e));
        }
    }

    private static MultipartBodyPublisher form(LocalFile file) throws IOException {
        MediaType type = MediaType.parse(MediaTypes.of(file.path()));
        BodyPublisher content = MoreBodyPublishers.ofMediaType(BodyPublishers.ofFile(file.path()), type);
        return MultipartBodyPublisher.newBuilder()
                .formPart("content", file.name(), content)
                .build();
    }

    private BodyPublisher tracked(LocalFile file, BodyPublisher body) {
        String name = file.path().toString();
        long total = file.size();
        return ProgressTracker.create()
                .tracking(
                        body,
                        progress ->
                                listener.transferred(name, Math.min(progress.totalBytesTransferred(), total), total));
    }

    private static Upload read(Reply reply) {
        if (reply.json() instanceof Map<?, ?> file
                && file.get("urls") instanceof Map<?, ?> urls
                && urls.get("get") instanceof String url) {
            return new Upload(url, expiry(file.get("expires_at")).minus(RESERVE));
        }
        throw new DecodeException("The Files API must answer an upload with urls.get, but did not.", reply.text());
    }

    private static Instant expiry(@Nullable Object time) {
        try {
            return time instanceof String text
                    ? OffsetDateTime.parse(text).toInstant()
                    : Instant.now().plus(LIFE);
        } catch (DateTimeException e) {
            return Instant.now().plus(LIFE);
        }
    }

    /** A file that Replicate has. */
    private record Upload(String url, Instant usableUntil) {}
}
