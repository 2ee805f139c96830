package dev.replicate4j.error;

import java.util.Map;

/**
 * The API token is missing or not valid: status 401. Also thrown, without any request, where the client has no token.
 */
public final class AuthenticationException extends ApiException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message which request failed, what the API answered, what to do
     * @param problem the reply
     */
    public AuthenticationException(String message, Problem problem) {
        super(message, problem);
    }

    /**
     * Makes an exception for a request that was not sent, since there is no token.
     *
     * @param message which request could not be sent, and where a token is taken from
     * @param request method and URL of the request, without its query
     * @return the exception, with the status that the API would have answered
     */
    public static AuthenticationException withoutToken(String message, String request) {
        return new AuthenticationException(message, new Problem(401, request, Map.of(), "", Map.of(), null));
    }
}
