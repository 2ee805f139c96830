package dev.replicate4j.testkit.internal.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Finds the operation for a method and a path. Routes added first win. */
public final class Router {

    private final List<Route> routes = new ArrayList<>();
    private @Nullable HeldOperation everything;

    /**
     * Adds an operation that answers at once.
     *
     * @param pattern the path; a segment in braces stands for any one segment
     */
    public Router add(String method, String pattern, Operation operation) {
        return addHeld(method, pattern, call -> CompletableFuture.completedFuture(operation.handle(call)));
    }

    /** Adds an operation that may hold its reply back. */
    public Router addHeld(String method, String pattern, HeldOperation operation) {
        routes.add(new Route(method, List.of(pattern.substring(1).split("/")), operation));
        return this;
    }

    /** Sets an operation for all requests, instead of those that were added. */
    public void replaceBy(HeldOperation operation) {
        everything = operation;
    }

    /** Runs the operation of the request; null if no path fits. */
    public @Nullable CompletionStage<ServerReply> route(ServerRequest request) {
        HeldOperation replacement = everything;
        if (replacement != null) {
            return replacement.handle(new Call(request, Map.of()));
        }
        boolean pathKnown = false;
        for (Route route : routes) {
            Map<String, String> parameters = route.match(request.segments());
            if (parameters != null && route.method.equals(methodOf(request))) {
                return route.operation.handle(new Call(request, parameters));
            }
            pathKnown |= parameters != null;
        }
        return pathKnown ? CompletableFuture.completedFuture(notAllowed(request)) : null;
    }

    private static String methodOf(ServerRequest request) {
        return request.method().equals("HEAD") ? "GET" : request.method();
    }

    private static ServerReply notAllowed(ServerRequest request) {
        return ServerReply.json(405, Map.of("detail", "Method \"" + request.method() + "\" not allowed."));
    }

    /** Answers at once. */
    @FunctionalInterface
    public interface Operation {

        /** Answers the call. */
        ServerReply handle(Call call);
    }

    /** Answers now or later. */
    @FunctionalInterface
    public interface HeldOperation {

        /** Answers the call; the reply is sent when the stage completes. */
        CompletionStage<ServerReply> handle(Call call);
    }

    /**
     * A request that found its operation.
     *
     * @param request the request
     * @param parameters the path's variable segments by name
     */
    public record Call(ServerRequest request, Map<String, String> parameters) {

        /** {@return a variable segment of the path} */
        public String parameter(String name) {
            String value = parameters.get(name);
            if (value == null) {
                throw new IllegalArgumentException("No parameter " + name + " in " + parameters.keySet());
            }
            return value;
        }
    }

    private record Route(String method, List<String> pattern, HeldOperation operation) {

        @Nullable Map<String, String> match(List<String> segments) {
            if (segments.size() != pattern.size()) {
                return null;
            }
            Map<String, String> parameters = new LinkedHashMap<>();
            for (int i = 0; i < segments.size(); i++) {
                String expected = pattern.get(i);
                if (expected.startsWith("{")) {
                    parameters.put(expected.substring(1, expected.length() - 1), segments.get(i));
                } else if (!expected.equals(segments.get(i))) {
                    return null;
                }
            }
            return parameters;
        }
    }
}
