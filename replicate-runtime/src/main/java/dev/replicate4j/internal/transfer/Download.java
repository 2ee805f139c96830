package dev.replicate4j.internal.transfer;

import com.github.mizosoft.methanol.BodyDecoder;
import dev.replicate4j.http.TransferListener;
import dev.replicate4j.internal.http.CancelableFuture;
import dev.replicate4j.internal.http.Futures;
import dev.replicate4j.internal.http.LimitedBodySubscriber;
import dev.replicate4j.internal.http.RetryAfter;
import dev.replicate4j.internal.http.Scheduler;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One download: attempts, each of which resumes where the one before broke off, until the file is whole or there is no
 * hope.
 *
 * <p>Attempts follow one another, so their state needs no lock: futures hand it from one to the next.
 *
 * @param <R> what the bytes become
 */
public final class Download<R> {

    private static final Set<Integer> TRANSIENT = Set.of(408, 425, 429, 500, 502, 503, 504);

    /** How much of the body of an error is read: it may be of any length. */
    private static final int ERROR_LIMIT = 64 * 1024;

    private final String url;
    private final DownloadSink<R> sink;
    private final RetryTimings timings;
    private final AttemptCounter counter;
    private final TransferListener listener;
    private final Source source;
    private final CancelableFuture<R> result = new CancelableFuture<>(this::stop);
    private volatile @Nullable CompletableFuture<?> exchange;
    private volatile boolean taken;

    /**
     * Prepares a download.
     *
     * @param sink where the bytes go
     * @param listener is told how far it has come
     * @param source sends the requests
     */
    public Download(String url, DownloadSink<R> sink, RetryTimings timings, TransferListener listener, Source source) {
        this.url = url;
        this.sink = sink;
        this.timings = timings;
        this.counter = new AttemptCounter(timings);
        this.listener = listener;
        this.source = source;
    }

    /**
     * Starts it.
     *
     * @return the result; fails with an {@link IOException}, or with what {@link Source#refusal} makes. Cancelling it stops
     *     the download
     */
    public CompletableFuture<R> start() {
        attempt();
        return result;
    }

    private void stop() {
        close(null);
        CompletableFuture<?> current = exchange;
        if (current != null) {
            current.cancel(true);
        }
    }

    private void attempt() {
        guarded(() -> {
            if (result.isDone()) {
                return;
            }
            counter.begin(sink.size());
            taken = false;
            CompletableFuture<HttpResponse<byte[]>> next = source.open(sink.rest(), this::receive);
            exchange = next;
            watch(next, sink.activity());
            next.whenComplete((response, failure) -> guarded(() -> ended(response, failure)));
            if (result.isDone()) {
                next.cancel(true);
            }
        });
    }

    /** Fails the download with whatever a step throws: in a callback, nobody else would hear of it. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            fail(FileExceptions.of(url, "could not be downloaded: " + e, e));
        }
    }

    /**
     * Cancels an attempt if nothing arrives from one look to the next. Looking now and then costs nothing; a timer for
     * each piece that arrives cost a tenth of the throughput.
     */
    private void watch(CompletableFuture<?> attempt, long seen) {
        Runnable look = () -> {
            if (attempt.isDone()) {
                return;
            }
            long now = sink.activity();
            if (now == seen) {
                attempt.cancel(true);
            } else {
                watch(attempt, now);
            }
        };
        source.scheduler().scheduleTimeout(() -> CompletableFuture.runAsync(look), timings.stall());
    }

    private void later(Duration pause, Runnable task) {
        source.scheduler().schedule(() -> CompletableFuture.runAsync(task), pause);
    }

    private BodySubscriber<byte[]> receive(ResponseInfo info) {
        ContentInfo content = ContentInfo.of(info);
        if (!sink.fits(content)) {
            return LimitedBodySubscriber.cuttingAt(ERROR_LIMIT);
        }
        taken = true;
        SinkSubscriber body = new SinkSubscriber(content, sink, this::progress, this::failLocally);
        if (content.coding() == null) {
            return body;
        }
        Optional<BodyDecoder.Factory> decoder = BodyDecoder.Factory.getFactory(content.coding());
        if (decoder.isEmpty()) {
            fail(FileExceptions.of(
                    url,
                    "the server sent it with Content-Encoding \"" + content.coding()
                            + "\", which was not asked for and cannot be decoded",
                    null));
            return LimitedBodySubscriber.cuttingAt(0);
        }
        return decoder.get().create(body);
    }

    private void progress() {
        try {
            listener.transferred(url, sink.size(), sink.total());
        } catch (RuntimeException | Error e) {
            fail(FileExceptions.ofListener(url, e));
            throw e;
        }
    }

    private void ended(@Nullable HttpResponse<byte[]> response, @Nullable Throwable failure) {
        sink.release();
        if (result.isDone()) {
            return;
        }
        if (failure instanceof CancellationException) {
            double seconds = timings.stall().toMillis() / 1000.0;
            retry(FileExceptions.of(url, sink.progress() + " came, then nothing for " + seconds + " s", failure));
        } else if (failure != null && Futures.unwrap(failure) instanceof IllegalArgumentException unsendable) {
            fail(FileExceptions.of(url, String.valueOf(unsendable.getMessage()), unsendable)); // and will be so again
        } else if (response == null) {
            retry(FileExceptions.broken(url, sink, failure == null ? new IOException("no response") : failure));
        } else if (taken) {
            received();
        } else {
            refused(response);
        }
    }

    private void received() {
        String flaw = sink.flaw();
        if (flaw != null) {
            if (sink.size() >= sink.total()) {
                sink.reset(); // no rest to ask for
            }
            retry(FileExceptions.of(url, flaw, null));
            return;
        }
        try {
            result.complete(sink.commit());
        } catch (IOException e) {
            failLocally(e);
        }
    }

    private void refused(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status == 200 || status == 206 || status == 416) {
            sink.reset();
            retry(FileExceptions.of(url, "HTTP " + status + ": the server sent another part than asked for", null));
        } else if (TRANSIENT.contains(status)) {
            Duration asked = RetryAfter.of(
                    status, response.headers(), Map.of(), source.scheduler().now());
            retry(source.refusal(response), asked == null ? Duration.ZERO : asked);
        } else {
            fail(source.refusal(response));
        }
    }

    private void retry(FileSystemException reason) {
        retry(reason, Duration.ZERO);
    }

    private void retry(Exception reason, Duration asked) {
        Duration pause = sink.isResumable() ? counter.pause(sink.size(), asked) : null;
        if (pause != null) {
            later(pause, this::attempt);
        } else if (reason instanceof FileSystemException file && counter.attempts() > 1) {
            String attempts = " (after " + counter.attempts() + " attempts)";
            fail(FileExceptions.of(url, file.getReason() + attempts, file.getCause()));
        } else {
            fail(reason);
        }
    }

    private void failLocally(Throwable failure) {
        fail(FileExceptions.unwritten(url, sink.toString(), failure));
    }

    private void fail(Exception reason) {
        close(reason);
        result.completeExceptionally(reason);
    }

    private void close(@Nullable Exception reason) {
        try {
            sink.close();
        } catch (IOException e) {
            if (reason != null) {
                reason.addSuppressed(e);
            }
        }
    }

    /** Sends the requests for a file. */
    public interface Source {

        /**
         * Sends one request.
         *
         * @param headers which part of the file to send
         */
        CompletableFuture<HttpResponse<byte[]>> open(Map<String, String> headers, BodyHandler<byte[]> handler);

        /** Makes the exception for a response whose status says that there is no file. */
        Exception refusal(HttpResponse<byte[]> response);

        /** Returns the time that pauses and timeouts go by. */
        Scheduler scheduler();
    }
}
