package dev.replicate4j.internal.http;

import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.error.ReplicateException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the HTTP requests of one attempt: which URL gets which headers, the token above all. */
final class RequestFactory {

    private final TransportConfig config;
    private final RequestSpec call;
    private final @Nullable SentDetectingPublisher body;
    private volatile URI target;

    RequestFactory(TransportConfig config, RequestSpec call, URI target) {
        this.config = config;
        this.target = target;
        this.call = call;
        this.body = call.body() == null
                ? null
                : new SentDetectingPublisher(call.body().get());
    }

    Duration timeout() {
        Duration own = call.timeout();
        return own == null ? config.timeout() : own;
    }

    HttpRequest to(URI uri, Map<String, String> traceHeaders) {
        target = uri;
        try {
            BodyPublisher publisher = body == null ? BodyPublishers.noBody() : body;
            HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(call.method(), publisher);
            headers(uri, traceHeaders).forEach(request::setHeader);
            return request.build();
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("Can't send " + call + ": " + e.getMessage() + ".", e);
        }
    }

    /** The token and the user's headers, which may hold secrets too, go to the API alone. */
    private Map<String, String> headers(URI uri, Map<String, String> traceHeaders) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("User-Agent", config.userAgent());
        headers.put("Accept", "application/json");
        if (config.origin().owns(uri)) {
            if (config.token() != null) {
                headers.put("Authorization", "Bearer " + config.token());
            }
            headers.putAll(config.headers());
            headers.putAll(traceHeaders);
        }
        headers.putAll(call.headers());
        return headers;
    }

    /** Returns where a reply redirects a request to that only reads; null if it does not, or not to a place to follow. */
    @Nullable URI redirect(URI from, ResponseInfo info) {
        boolean reads = Set.of("GET", "HEAD").contains(call.method().toUpperCase(Locale.ROOT));
        if (!reads || !ApiOrigin.isRedirect(info.statusCode())) {
            return null;
        }
        return info.headers()
                .firstValue("location")
                .map(from::resolve)
                .filter(to -> isSafe(from, to))
                .orElse(null);
    }

    /** From https a redirect must not lead to http, where everyone on the way can read and change the reply. */
    private static boolean isSafe(URI from, URI to) {
        return to.getHost() != null
                && ("https".equalsIgnoreCase(to.getScheme())
                        || "http".equalsIgnoreCase(to.getScheme()) && "http".equalsIgnoreCase(from.getScheme()));
    }

    /** Makes the exception for an attempt that got no reply. */
    RuntimeException broken(Throwable failure) {
        return failure instanceof ReplicateException known
                ? known
                : ExceptionMapper.broken(call, target, body == null || body.sent(), failure);
    }
}
