package dev.replicate4j.internal.http;

import dev.replicate4j.http.HttpListener;
import dev.replicate4j.http.RetryPolicy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a transport is made of.
 *
 * @param origin where the API is
 * @param tokens asked for the token of each attempt, which is sent to the API only; may return null for none
 * @param userAgent sent everywhere
 * @param headers sent to the API only; may hold secrets
 * @param timeout bounds an attempt where the request does not say
 * @param connectTimeout bounds the making of a connection
 * @param maxBodySize the longest body of a reply that is read into memory, in bytes
 * @param retryPolicy how often and when to retry
 * @param listener hears of every attempt
 * @param proxy where connections go through; null for the JVM's default
 * @param httpClient the user's own client, which must not follow redirects; null for one made when first needed
 * @param executor where the HTTP client and callbacks run; null for a few daemon threads
 * @param addressFilter whether a request may go to an address that is not the API's
 */
public record TransportConfig(
        ApiOrigin origin,
        Supplier<@Nullable String> tokens,
        String userAgent,
        Map<String, String> headers,
        Duration timeout,
        Duration connectTimeout,
        long maxBodySize,
        RetryPolicy retryPolicy,
        HttpListener listener,
        @Nullable ProxySelector proxy,
        @Nullable HttpClient httpClient,
        @Nullable Executor executor,
        Predicate<URI> addressFilter) {

    /** How long an attempt may take by default. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    /** How long a connection may take to be made by default. */
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** Outputs may hold whole files as {@code data:} URIs. */
    public static final long DEFAULT_MAX_BODY_SIZE = 64L << 20;

    /**
     * Copies the headers.
     *
     * @throws IllegalArgumentException if a header cannot be sent, or the client would carry the token along redirects
     */
    public TransportConfig {
        headers = Map.copyOf(headers);
        check("User-Agent", userAgent);
        headers.forEach(TransportConfig::check);
        if (httpClient != null && httpClient.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("The HttpClient follows redirects (" + httpClient.followRedirects()
                    + "), and would carry the API token along. Build it with HttpClient.Redirect.NEVER, which is its"
                    + " default: this library follows redirects itself, without the token.");
        }
    }

    /** Returns the defaults for an API and a token. */
    public static TransportConfig of(ApiOrigin origin, @Nullable String token) {
        return new TransportConfig(
                origin,
                () -> token,
                "replicate4j",
                Map.of(),
                DEFAULT_TIMEOUT,
                DEFAULT_CONNECT_TIMEOUT,
                DEFAULT_MAX_BODY_SIZE,
                RetryPolicy.standard(),
                new HttpListener() {},
                null,
                null,
                null,
                uri -> true);
    }

    private static void check(String name, String value) {
        HeaderList.set(HttpRequest.newBuilder(), name, value);
    }

    /**
     * Asks for the token, and trims it, since it often comes from a file with a line end.
     *
     * @return the token; null if there is none
     * @throws IllegalArgumentException if it cannot be a header; does not show it
     */
    public @Nullable String token() {
        String given = tokens.get();
        String token = given == null ? "" : given.strip();
        for (int i = 0; i < token.length(); i++) {
            if (token.charAt(i) <= ' ' || token.charAt(i) > '~') {
                throw new IllegalArgumentException(
                        "The API token holds a character that a token cannot have (it is not shown here)."
                                + " Copy it anew from https://replicate.com/account/api-tokens.");
            }
        }
        return token.isEmpty() ? null : token;
    }

    /** Tells whether a request may go to an address: the API's own, or one that the filter lets pass. */
    boolean allows(URI uri) {
        return origin.owns(uri) || addressFilter.test(uri);
    }

    /** Returns a header that all requests have; null if there is none of that name. */
    @Nullable String header(String wanted) {
        for (Map.Entry<String, String> header : headers.entrySet()) {
            if (header.getKey().equalsIgnoreCase(wanted)) {
                return header.getValue();
            }
        }
        return null;
    }

    /** Returns where and how, but neither token nor header values. */
    @Override
    public String toString() {
        return "TransportConfig[base=" + origin.base() + ", headers=" + headers.keySet() + ", timeout=" + timeout
                + ", maxBodySize=" + maxBodySize + ", retryPolicy=" + retryPolicy + "]";
    }
}
