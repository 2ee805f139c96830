package dev.replicate4j.error;

/** The request contradicts the state of the thing it is about: status 409. */
public final class ConflictException extends ApiException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message which request failed, what the API answered, what to do
     * @param problem the reply
     */
    public ConflictException(String message, Problem problem) {
        super(message, problem);
    }
}
