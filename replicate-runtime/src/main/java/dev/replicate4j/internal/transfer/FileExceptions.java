package dev.replicate4j.internal.transfer;

import dev.replicate4j.error.ConnectionException;
import dev.replicate4j.internal.http.Futures;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes the exceptions of java.nio.file for what goes wrong with a URL. */
public final class FileExceptions {

    private static final String EXPIRED =
            "not there, or no longer. Replicate deletes the files of a prediction one hour"
                    + " after it ends: copy what you want to keep, or run the model again";

    /** Long enough to recognize a URL, short enough for a message. */
    private static final int SHOWN = 160;

    private static final Pattern USER_INFO = Pattern.compile("^(\\w+://)[^/?#]*@");

    private FileExceptions() {}

    /** Returns as much of a URL as a message should show: no query, which may hold a signature, and no password. */
    public static String shown(String url) {
        int end = url.regionMatches(true, 0, "data:", 0, 5) ? -1 : url.indexOf('?');
        String text = USER_INFO.matcher(end < 0 ? url : url.substring(0, end)).replaceFirst("$1");
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "... (" + url.length() + " characters)";
    }

    /** Makes the exception for a status other than 200. */
    public static FileSystemException ofStatus(String url, int status) {
        String file = shown(url);
        return switch (status) {
            case 404, 410 -> new NoSuchFileException(file, null, "HTTP " + status + ": " + EXPIRED);
            case 401, 403 ->
                new AccessDeniedException(
                        file, null, "HTTP " + status + ": the host refuses; a signed URL works only until it expires");
            default -> new FileSystemException(file, null, "HTTP " + status + " in place of the file");
        };
    }

    /** Makes the exception for anything else. */
    public static FileSystemException of(String url, String reason, @Nullable Throwable cause) {
        FileSystemException failure = new FileSystemException(shown(url), null, reason);
        if (cause != null) {
            failure.initCause(cause);
        }
        return failure;
    }

    /** Makes the exception for a download that the network broke off. */
    static FileSystemException broken(String url, DownloadSink<?> sink, Throwable failure) {
        String how = sink.size() == 0 ? "could not be downloaded" : "broke off after " + sink.progress();
        return of(url, how + ": " + reason(failure), Futures.unwrap(failure));
    }

    /** Makes the exception for a failure of the local side. */
    public static FileSystemException unwritten(String url, String place, Throwable failure) {
        return of(url, "cannot be written to " + place + ": " + reason(failure), failure);
    }

    /** Makes the exception for a download whose listener threw something. */
    public static FileSystemException ofListener(String url, Throwable failure) {
        return of(url, "the download was ended by its listener, which threw " + failure, failure);
    }

    private static String reason(Throwable failure) {
        Throwable root = root(failure);
        String message = root.getMessage();
        if (message != null) {
            return message;
        }
        Throwable cause = root.getCause();
        String name = root.getClass().getSimpleName();
        return cause == null ? name : name + " (" + cause.getClass().getSimpleName() + ")";
    }

    /** Returns the network's own failure: the message of what wraps it speaks of the API, not of a file. */
    private static Throwable root(Throwable failure) {
        Throwable inner = Futures.unwrap(failure);
        return inner instanceof ConnectionException && inner.getCause() != null ? inner.getCause() : inner;
    }

    /**
     * Waits for a part of a download.
     *
     * @throws ClosedByInterruptException if the thread is interrupted; the future is cancelled then, and the flag set again
     * @throws IOException what the future failed with
     */
    public static <T> T await(String url, CompletableFuture<T> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new ClosedByInterruptException();
        } catch (ExecutionException e) {
            throw here(url, Futures.unwrap(e));
        }
    }

    /** Makes the failure of a shared download one of the calling thread, whose stack trace it then has. */
    private static IOException here(String url, Throwable failure) {
        if (!(failure instanceof FileSystemException shared)) {
            return of(url, reason(failure), failure);
        }
        String file = shared.getFile();
        String reason = shared.getReason();
        FileSystemException mine;
        if (shared instanceof NoSuchFileException) {
            mine = new NoSuchFileException(file, null, reason);
        } else if (shared instanceof AccessDeniedException) {
            mine = new AccessDeniedException(file, null, reason);
        } else {
            mine = new FileSystemException(file, null, reason);
        }
        mine.initCause(shared);
        return mine;
    }
}
