package dev.replicate4j.error;

/**
 * The API failed: a status of 500 or above. For a request that creates something it is unknown whether it was created.
 */
public final class ServerException extends ApiException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message which request failed, what the API answered, what to do
     * @param problem the reply
     */
    public ServerException(String message, Problem problem) {
        super(message, problem);
    }
}
