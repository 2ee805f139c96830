package dev.replicate4j.internal.http;

import dev.replicate4j.error.ConnectionException;
import dev.replicate4j.http.HttpListener.Exchange;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Makes the HTTP requests of one attempt: which URL gets which headers, the token above all. */
final class RequestFactory {

    private static final AtomicLong EXCHANGES = new AtomicLong();

    private static final String AUTHORIZATION = "Authorization";

    private final TransportConfig config;
    private final RequestSpec spec;
    private final @Nullable String authorization;
    private final @Nullable SentDetectingPublisher body;
    private volatile URI target;

    /**
     * Makes the requests of one attempt, for which the token is asked for once.
     *
     * @throws RuntimeException what the supplier of the token or of the body throws
     */
    RequestFactory(TransportConfig config, RequestSpec spec, URI target) {
        this.config = config;
        this.spec = spec;
        this.target = target;
        this.authorization = authorization();
        this.body = spec.body() == null
                ? null
                : new SentDetectingPublisher(spec.body().get());
    }

    private @Nullable String authorization() {
        String own = spec.headers() == null ? null : spec.headers().ofUser(AUTHORIZATION);
        String common = own == null ? config.header(AUTHORIZATION) : own;
        String token = common == null ? config.token() : null;
        return token == null ? common : "Bearer " + token;
    }

    /** Returns whether the request cannot succeed, since the API wants a token and there is none. */
    boolean lacksToken() {
        return authorization == null && spec.needsToken() && config.origin().owns(target);
    }

    /** Describes an attempt for the listener: without secrets. */
    Exchange exchange(int attempt) {
        boolean secret = target.getRawQuery() != null || target.getRawUserInfo() != null;
        URI shown = secret ? URI.create(ApiOrigin.withoutSecrets(target.toString())) : target;
        return new Exchange(
                EXCHANGES.incrementAndGet(), spec.operation(), spec.method(), shown, attempt, spec.context());
    }

    Redactor redactor() {
        return Redactor.of(authorization);
    }

    Duration timeout() {
        Duration own = spec.timeout();
        return own == null ? config.timeout() : own;
    }

    HttpRequest to(URI uri, Map<String, String> traceHeaders) {
        target = uri;
        BodyPublisher publisher = body == null ? BodyPublishers.noBody() : body;
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(spec.method(), publisher);
        addHeaders(request, config.origin().owns(uri), traceHeaders);
        return request.build();
    }

    /** The token and the user's headers, which may hold secrets too, go to the API alone. */
    private void addHeaders(HttpRequest.Builder request, boolean toApi, Map<String, String> traceHeaders) {
        HeaderList.set(request, "User-Agent", config.userAgent());
        HeaderList.set(request, "Accept", "application/json");
        if (toApi) {
            config.headers().forEach((name, value) -> HeaderList.set(request, name, value));
            traceHeaders.forEach((name, value) -> HeaderList.set(request, name, value));
        }
        if (spec.headers() != null) {
            spec.headers().addTo(request, toApi);
        }
        if (toApi && authorization != null) {
            HeaderList.set(request, AUTHORIZATION, authorization);
        }
    }

    /** Returns where a reply redirects a request to that only reads; null if it does not, or not to a place to follow. */
    @Nullable URI redirect(URI from, ResponseInfo info) {
        boolean reads = spec.method().equalsIgnoreCase("GET") || spec.method().equalsIgnoreCase("HEAD");
        if (!reads || !ApiOrigin.isRedirect(info.statusCode())) {
            return null;
        }
        return info.headers()
                .firstValue("location")
                .map(location -> ApiOrigin.relative(from, location))
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
    ConnectionException broken(Throwable failure) {
        return ExceptionMapper.broken(spec, target, body == null || body.sent(), failure);
    }
}
