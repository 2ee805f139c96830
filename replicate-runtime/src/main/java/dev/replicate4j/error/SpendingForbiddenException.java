package dev.replicate4j.error;

/**
 * A request that costs money was not sent, since the system property {@code replicate4j.spending} forbids it: the testkit
 * sets it while tests run.
 */
public final class SpendingForbiddenException extends ReplicateException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message which request was not sent, and how to allow it
     */
    public SpendingForbiddenException(String message) {
        super(message);
    }
}
