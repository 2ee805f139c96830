package dev.replicate4j.internal.transfer;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What ends an upload on this side, so that no further attempt would help. */
public final class UploadException extends UncheckedIOException {

    private static final long serialVersionUID = 1L;

    UploadException(String message) {
        super(message, new IOException(message));
    }

    UploadException(String message, Exception cause) {
        super(message, cause instanceof IOException known ? known : new IOException(cause));
    }
}
