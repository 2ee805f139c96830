package dev.replicate4j.internal.http;

/** Owned by who wants a request to be sent: asked before each attempt, told when nothing is on the wire any more. */
public interface SendPermit {

    /** Permits every attempt. */
    SendPermit ALWAYS = () -> true;

    /**
     * Decides whether an attempt is sent. Asked once for each attempt, as the last thing before the HTTP client gets it.
     *
     * @return false if the request is not wanted any more: it is not sent then, and its future is cancelled
     */
    boolean acquire();

    /** Says that an attempt was refused or not sent, and that another will be made. */
    default void release() {}
}
