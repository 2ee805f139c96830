package dev.replicate4j.error;

import java.util.Optional;

/**
 * The API answered, and refused the request: a reply with status 400 or above. What callers treat differently has a class
 * of its own; any other status is an {@code ApiException} itself.
 *
 * <pre>{@code
 * try {
 *     replicate.models().get("acme/lamp");
 * } catch (NotFoundException e) {
 *     e.problem().detail(); // what the API said
 * } catch (RateLimitException e) {
 *     e.retryAfter(); // after the client itself has waited and tried as its retry policy says
 * }
 * }</pre>
 */
public sealed class ApiException extends ReplicateException
        permits AuthenticationException,
                BadRequestException,
                ConflictException,
                NotFoundException,
                PaymentRequiredException,
                PermissionDeniedException,
                RateLimitException,
                ServerException,
                ValidationException {

    private static final long serialVersionUID = 1L;

    private final Problem problem;

    /**
     * Makes an exception.
     *
     * @param message which request failed, what the API answered, what to do
     * @param problem the reply
     */
    public ApiException(String message, Problem problem) {
        super(message);
        this.problem = problem;
    }

    /** {@return the HTTP status: 400 or above} */
    public final int status() {
        return problem.status();
    }

    /** {@return the whole reply: its headers, its body as text and as JSON} */
    public final Problem problem() {
        return problem;
    }

    /** {@return the request's id, to quote to Replicate's support, where the reply has one} */
    public final Optional<String> requestId() {
        return problem.requestId();
    }
}
