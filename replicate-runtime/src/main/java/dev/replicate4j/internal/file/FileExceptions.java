package dev.replicate4j.internal.file;

import dev.replicate4j.error.ConnectionException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Says in the exceptions of java.nio.file what went wrong with a URL. */
final class FileExceptions {

    private static final String EXPIRED =
            "not there, or no longer. Replicate deletes the files of a prediction one hour"
                    + " after it ends: copy what you want to keep, or run the model again";

    private FileExceptions() {}

    /** What a status other than 200 means for who reads the file. */
    static FileSystemException ofStatus(String url, int status) {
        String file = DownloadUrl.shown(url);
        return switch (status) {
            case 404, 410 -> new NoSuchFileException(file, null, "HTTP " + status + ": " + EXPIRED);
            case 401, 403 ->
                new AccessDeniedException(
                        file, null, "HTTP " + status + ": the host refuses; a signed URL works only until it expires");
            default -> new FileSystemException(file, null, "HTTP " + status + " in place of the file");
        };
    }

    static FileSystemException of(String url, String reason, @Nullable Throwable cause) {
        FileSystemException failure = new FileSystemException(DownloadUrl.shown(url), null, reason);
        if (cause != null) {
            failure.initCause(cause);
        }
        return failure;
    }

    /** Says how far a download came that the network broke off. */
    static FileSystemException broken(String url, PartFile part, @Nullable Throwable failure) {
        String how = part.size() == 0 ? "could not be downloaded" : "broke off after " + part.progress();
        return of(url, how + ": " + reason(failure), root(failure));
    }

    /** Says that the local side failed. */
    static FileSystemException unwritten(String url, String place, Exception failure) {
        return of(url, "cannot be written to " + place + ": " + reason(failure), failure);
    }

    /** Returns what a failure says of itself. */
    static String reason(@Nullable Throwable failure) {
        Throwable root = root(failure);
        if (root == null) {
            return "for an unknown reason";
        }
        String message = root.getMessage();
        if (message != null) {
            return message;
        }
        Throwable cause = root.getCause();
        String name = root.getClass().getSimpleName();
        return cause == null ? name : name + " (" + cause.getClass().getSimpleName() + ")";
    }

    /** Returns the network's own failure: what wraps it speaks of the API, not of a file. */
    private static @Nullable Throwable root(@Nullable Throwable failure) {
        if (failure instanceof CompletionException || failure instanceof ConnectionException) {
            Throwable cause = failure.getCause();
            return cause == null ? failure : root(cause);
        }
        return failure;
    }

    /** Makes the failure of a shared download one of the calling thread, whose stack trace it then has. */
    static IOException here(Throwable failure) {
        if (!(failure instanceof FileSystemException shared)) {
            return new IOException(failure.getMessage(), failure);
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
