package dev.replicate4j.internal.http;

import dev.replicate4j.error.ApiException;
import dev.replicate4j.error.AuthenticationException;
import dev.replicate4j.error.BadRequestException;
import dev.replicate4j.error.ConflictException;
import dev.replicate4j.error.ConnectionException;
import dev.replicate4j.error.DecodeException;
import dev.replicate4j.error.NotFoundException;
import dev.replicate4j.error.PaymentRequiredException;
import dev.replicate4j.error.PermissionDeniedException;
import dev.replicate4j.error.Problem;
import dev.replicate4j.error.RateLimitException;
import dev.replicate4j.error.ServerException;
import dev.replicate4j.error.ValidationException;
import dev.replicate4j.http.Reply;
import dev.replicate4j.internal.json.Json;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns what went wrong into exceptions that say so. */
final class ExceptionMapper {

    /** A body that is not a problem object is quoted up to here. */
    private static final int EXCERPT = 300;

    private static final String TOKENS_PAGE = "https://replicate.com/account/api-tokens";

    private ExceptionMapper() {}

    /** Makes the exception for a reply with status 400 or above. */
    static ApiException refused(Reply reply, Redactor redactor, Instant now) {
        String body = redactor.redact(reply.text());
        Map<String, @Nullable Object> json = object(body);
        Problem problem = new Problem(
                reply.status(),
                reply.request(),
                redactor.redact(reply.headers().map()),
                body,
                json,
                RetryAfter.of(reply.status(), reply.headers(), json, now));
        return exception(message(problem), problem);
    }

    private static ApiException exception(String message, Problem problem) {
        return switch (problem.status()) {
            case 400 -> new BadRequestException(message, problem);
            case 401 ->
                new AuthenticationException(
                        message + " Check REPLICATE_API_TOKEN, or the token given to the client: " + TOKENS_PAGE,
                        problem);
            case 402 ->
                new PaymentRequiredException(message + " Add credit at https://replicate.com/account/billing", problem);
            case 403 -> new PermissionDeniedException(message, problem);
            case 404 -> new NotFoundException(message, problem);
            case 409 -> new ConflictException(message, problem);
            case 422 -> new ValidationException(message, problem);
            case 429 -> new RateLimitException(message, problem);
            default ->
                problem.status() >= 500 ? new ServerException(message, problem) : new ApiException(message, problem);
        };
    }

    private static String message(Problem problem) {
        StringBuilder message =
                new StringBuilder(problem.request()).append(" answered ").append(problem.status());
        problem.title().ifPresent(title -> message.append(" (").append(title).append(')'));
        message.append(": ").append(explanation(problem));
        if (message.charAt(message.length() - 1) != '.') {
            message.append('.');
        }
        problem.requestId()
                .ifPresent(id -> message.append(" Request id: ").append(id).append('.'));
        return message.toString();
    }

    private static String explanation(Problem problem) {
        if (!problem.invalidFields().isEmpty()) {
            return problem.invalidFields().stream().map(Object::toString).collect(Collectors.joining("; "));
        }
        if (problem.status() < 400) {
            return "a redirect to "
                    + ApiOrigin.withoutSecrets(
                            String.join(", ", problem.headers().getOrDefault("location", List.of("nowhere"))))
                    + ", which is only followed for requests that read";
        }
        String body = problem.body().strip();
        return problem.detail()
                .or(problem::title)
                .orElseGet(() -> body.isEmpty()
                        ? "the reply has no body"
                        : body.length() <= EXCERPT ? body : body.substring(0, EXCERPT) + "...");
    }

    /** Makes the exception for a request that needs a token where there is none. */
    static AuthenticationException withoutToken(String request) {
        return AuthenticationException.withoutToken(
                request
                        + " needs an API token, but the client has none. Set the environment variable REPLICATE_API_TOKEN,"
                        + " or give the token to Replicate.builder().apiToken(...). Get one at " + TOKENS_PAGE,
                request);
    }

    /** Makes the exception for what is asked of a client that is closed. */
    static IllegalStateException closed() {
        return new IllegalStateException("This Replicate client is closed. Make a new one, or close it later.");
    }

    /**
     * Makes the exception for a request that got no reply.
     *
     * @param uri where it went last, redirects included
     * @param bodySent whether the HTTP client has begun to send the body
     */
    static ConnectionException broken(RequestSpec spec, URI uri, boolean bodySent, Throwable failure) {
        boolean unconnected = failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException;
        boolean sent = bodySent && !unconnected;
        return new ConnectionException(
                spec.method() + " " + ApiOrigin.withoutSecrets(uri.toString()) + " got no reply: "
                        + (unconnected ? "no connection to " + uri.getHost() + reason(failure) : what(failure))
                        + (sent ? ". The API may have received the request." : ". The request was not sent."),
                sent,
                failure);
    }

    private static String what(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof EOFException) {
                return "the connection was closed before the reply was complete";
            }
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    /** The JDK's exceptions for a host without an address have no message, but a cause whose name says it. */
    private static String reason(Throwable failure) {
        Throwable last = failure;
        while (last.getMessage() == null && last.getCause() != null) {
            last = last.getCause();
        }
        return last instanceof UnresolvedAddressException
                ? " (unknown host)"
                : last.getMessage() == null ? "" : " (" + last.getMessage() + ")";
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> object(String body) {
        try {
            return Json.parse(body) instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
        } catch (DecodeException e) {
            return Map.of(); // A proxy's error page: the text itself goes into the message.
        }
    }
}
