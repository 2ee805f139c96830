package dev.replicate4j.tools.internal.access;

/** A file or address that must not be passed on; the message says why and what to do. */
public final class AccessException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AccessException(String message) {
        super(message);
    }
}
