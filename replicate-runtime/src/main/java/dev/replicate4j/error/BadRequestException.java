package dev.replicate4j.error;

/** The request is malformed: status 400. */
public final class BadRequestException extends ApiException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message which request failed, what the API answered, what to do
     * @param problem the reply
     */
    public BadRequestException(String message, Problem problem) {
        super(message, problem);
    }
}
