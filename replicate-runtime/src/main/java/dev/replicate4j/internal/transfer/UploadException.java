package dev.replicate4j.internal.transfer;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What ends an upload on this side, so that no further attempt would help. */
public final class UploadException extends UncheckedIOException {

    private static final long serialVersionUID = 1L;

    UploadException(String message) {
        super(new IOException(message));
    }

    UploadException(String message, Throwable cause) {
        super(new IOException(message, cause));
    }

    @Override
    public String getMessage() {
        return getCause().getMessage();
    }
}
