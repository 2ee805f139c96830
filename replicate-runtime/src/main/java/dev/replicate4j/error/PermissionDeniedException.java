package dev.replicate4j.error;

/** The token is valid, but may not do this: status 403. */
public final class PermissionDeniedException extends ApiException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message which request failed, what the API answered, what to do
     * @param problem the reply
     */
    public PermissionDeniedException(String message, Problem problem) {
        super(message, problem);
    }
}
