package dev.replicate4j.error;

/** There is no such thing, or the token's account may not see it: status 404. */
public final class NotFoundException extends ApiException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message which request failed, what the API answered, what to do
     * @param problem the reply
     */
    public NotFoundException(String message, Problem problem) {
        super(message, problem);
    }
}
