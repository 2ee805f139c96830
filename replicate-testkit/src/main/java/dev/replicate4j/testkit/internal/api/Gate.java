package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.http.HttpFront;
import dev.replicate4j.testkit.internal.http.Origin;
import dev.replicate4j.testkit.internal.http.Reply;
import dev.replicate4j.testkit.internal.http.Request;
import dev.replicate4j.testkit.internal.http.Router;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What every request passes: who is it, is it too much, which operation is meant, what if that fails. */
public final class Gate implements HttpFront.Handler {

    private final Router router;
    private final @Nullable String token;

    /**
     * Lets requests through to the operations.
     *
     * @param token the only token that is accepted; null for any
     */
    public Gate(Router router, @Nullable String token) {
        this.router = router;
        this.token = token;
    }

    @Override
    public CompletionStage<Reply> handle(Request request) {
        try {
            if (request.origin() == Origin.API && !isPublic(request)) {
                authenticate(request);
            }
            CompletionStage<Reply> stage = router.route(request);
            return (stage == null
                            ? CompletableFuture.completedFuture(
                                    Problem.notFound().reply())
                            : stage)
                    .exceptionally(Gate::problem)
                    .thenApply(reply -> withLimits(request, reply));
        } catch (Problem problem) {
            return CompletableFuture.completedFuture(withLimits(request, problem.reply()));
        }
    }

    private static Reply problem(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof Problem problem) {
            return problem.reply();
        }
        throw new CompletionException(cause);
    }

    private static boolean isPublic(Request request) {
        return request.path().equals("/v1/search");
    }

    private void authenticate(Request request) {
        String header = request.header("Authorization");
        String given = header == null
                ? ""
                : header.replaceFirst("(?i)^(Bearer|Token)(\\s+|$)", "").trim();
        if (given.isEmpty() || given.equals(header) || (token != null && !token.equals(given))) {
            throw Problem.unauthenticated();
        }
    }

    private static Reply withLimits(Request request, Reply reply) {
        if (request.origin() != Origin.API) {
            return reply;
        }
        return reply.header("ratelimit-remaining", remaining(request)).header("ratelimit-reset", "1");
    }

    private static String remaining(Request request) {
        boolean predictions = request.path().contains("/predictions");
        if (predictions && request.method().equals("GET") && request.segments().size() == 3) {
            return "59999";
        }
        return predictions && request.method().equals("POST") && !request.path().endsWith("/cancel") ? "599" : "2999";
    }
}
