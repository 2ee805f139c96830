package dev.replicate4j.internal.file;

import dev.replicate4j.api.TransferListener;
import dev.replicate4j.internal.http.RetryAfter;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One file on its way: attempts, each going on where the one before broke off, until it is whole or there is no hope.
 *
 * <p>Attempts follow one another, so their state needs no lock: futures hand it from one to the next.
 */
final class Download {

    /** Attempts in a row that may bring nothing. */
    private static final int FRUITLESS = 4;

    /** Attempts in all: a server that breaks off each time after a few bytes does not keep us for ever. */
    private static final int ATTEMPTS = 60;

    private static final Set<Integer> PASSING = Set.of(408, 425, 429, 500, 502, 503, 504);

    private final String url;
    private final PartFile part;
    private final RetryTimings timings;
    private final Source source;
    private final List<TransferListener> listeners;
    private final CompletableFuture<Path> result = new CompletableFuture<>();
    private volatile @Nullable CompletableFuture<?> exchange;
    private int askers;
    private boolean stopped;
    private int attempts;
    private int fruitless;
    private long before;

    /**
     * Prepares a download.
     *
     * @param part where the bytes go
     * @param timings when to give an attempt up, and when to make the next
     * @param source sends the requests
     */
    Download(String url, PartFile part, TransferListener listener, RetryTimings timings, Source source) {
        this.url = url;
        this.part = part;
        this.listeners = new CopyOnWriteArrayList<>(List.of(listener));
        this.timings = timings;
        this.source = source;
    }

    /** Returns the future of the local copy; fails with an {@link IOException}. */
    CompletableFuture<Path> result() {
        return result;
    }

    /**
     * Asks for the local copy; the first to ask starts the download. When all who asked have cancelled, it stops.
     *
     * @param listener hears how far the download has come, from now on
     * @return the asker's own future; null if the download is over
     */
    @Nullable CompletableFuture<Path> ask(@Nullable TransferListener listener) {
        boolean first;
        synchronized (this) {
            if (stopped || result.isDone()) {
                return null;
            }
            first = askers++ == 0;
        }
        if (listener != null) {
            listeners.add(listener);
        }
        CompletableFuture<Path> asked = result.copy();
        asked.whenComplete((place, failure) -> {
            if (asked.isCancelled()) {
                leave();
            }
        });
        if (first) {
            attempt();
        }
        return asked;
    }

    private void leave() {
        synchronized (this) {
            stopped = --askers == 0;
            if (!stopped) {
                return;
            }
        }
        stop(FileExceptions.of(url, "was cancelled", null));
    }

    /** Breaks off, leaving nothing behind. */
    void stop(IOException reason) {
        fail(reason);
        CompletableFuture<?> current = exchange;
        if (current != null) {
            current.cancel(true);
        }
    }

    private void attempt() {
        if (result.isDone()) {
            return;
        }
        attempts++;
        before = part.size();
        try {
            CompletableFuture<HttpResponse<Boolean>> next = source.open(part.rest(), this::receive);
            exchange = next;
            watch(next, before);
            next.whenComplete(this::ended);
            if (result.isDone()) {
                next.cancel(true);
            }
        } catch (RuntimeException e) {
            fail(FileExceptions.of(url, "cannot be requested: " + e.getMessage(), e));
        }
    }

    /**
     * Breaks an attempt off if nothing comes from one look to the next. Looking now and then costs nothing; a timer for
     * each piece that arrives cost a tenth of the throughput.
     */
    private void watch(CompletableFuture<?> attempt, long seen) {
        later(timings.stall(), () -> {
            if (attempt.isDone()) {
                return;
            }
            if (part.size() == seen) {
                attempt.cancel(true);
            } else {
                watch(attempt, part.size());
            }
        });
    }

    private static void later(Duration pause, Runnable task) {
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
                .execute(task);
    }

    private BodySubscriber<Boolean> receive(ResponseInfo info) {
        ContentInfo content = ContentInfo.of(info);
        return part.fits(content)
                ? new PartFileSubscriber(url, content, part, this::progress, this::failLocally)
                : new DiscardingSubscriber<>(false);
    }

    private void progress(String file, long bytes, long total) {
        listeners.forEach(listener -> listener.transferred(file, bytes, total));
    }

    private void ended(@Nullable HttpResponse<Boolean> response, @Nullable Throwable failure) {
        part.release();
        if (result.isDone()) {
            return;
        }
        if (failure instanceof CancellationException) {
            again(FileExceptions.of(
                    url,
                    part.progress() + " came, then nothing for "
                            + timings.stall().toMillis() / 1000.0 + " s",
                    failure));
        } else if (response == null) {
            again(FileExceptions.broken(url, part, failure));
        } else if (response.body()) {
            received();
        } else {
            refused(response.statusCode(), response.headers());
        }
    }

    private void received() {
        String flaw = part.flaw();
        if (flaw != null) {
            if (!part.isShort()) {
                part.forget();
            }
            again(FileExceptions.of(url, flaw, null));
            return;
        }
        try {
            result.complete(part.commit());
        } catch (IOException e) {
            failLocally(e);
        }
    }

    private void refused(int status, HttpHeaders headers) {
        if (status == 206 || status == 416) {
            part.forget();
            again(FileExceptions.of(url, "HTTP " + status + ": the server sent another part than asked for", null));
        } else if (PASSING.contains(status)) {
            Duration asked = RetryAfter.of(status, headers, Map.of(), Instant.now());
            again(FileExceptions.ofStatus(url, status), asked == null ? Duration.ZERO : asked);
        } else {
            fail(FileExceptions.ofStatus(url, status));
        }
    }

    private void again(FileSystemException reason) {
        again(reason, Duration.ZERO);
    }

    private void again(FileSystemException reason, Duration asked) {
        fruitless = part.size() > before ? 0 : fruitless + 1;
        if (fruitless >= FRUITLESS || attempts >= ATTEMPTS) {
            fail(FileExceptions.of(url, reason.getReason() + " (after " + attempts + " attempts)", reason.getCause()));
        } else if (fruitless == 0) {
            attempt();
        } else {
            later(timings.pauseAfter(fruitless, asked), this::attempt);
        }
    }

    private void failLocally(Exception failure) {
        fail(FileExceptions.unwritten(url, part.toString(), failure));
    }

    private void fail(IOException reason) {
        try {
            part.close();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
        result.completeExceptionally(reason);
    }

    /** Sends a request for the file. */
    interface Source {

        /**
         * Sends one request.
         *
         * @param headers which part of the file to send
         */
        CompletableFuture<HttpResponse<Boolean>> open(
                Map<String, String> headers, HttpResponse.BodyHandler<Boolean> handler);
    }
}
