package dev.replicate4j.spark.internal.store;

import java.io.IOException;

/** Another process has what this one wants, or has taken it. */
public final class LeaseException extends IOException {

    private static final long serialVersionUID = 1L;

    LeaseException(String message) {
        super(message);
    }
}
