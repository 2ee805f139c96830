package dev.replicate4j.internal.http;

import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.http.HttpListener;
import dev.replicate4j.http.RetryPolicy;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What a transport is made of.
 *
 * @param origin where the API is
 * @param token sent to the API only; null for none
 * @param userAgent sent everywhere
 * @param headers sent to the API only; may hold secrets
 * @param timeout bounds an attempt where the call does not say
 * @param connectTimeout bounds the making of a connection
 * @param retryPolicy how often and how patiently to try again
 * @param listener hears of every attempt
 * @param proxy where connections go through; null for the JVM's default
 * @param httpClient the user's own client, which must not follow redirects; null for one made when first needed
 * @param executor where the HTTP client and callbacks run; null for a few daemon threads
 */
public record TransportConfig(
        ApiOrigin origin,
        @Nullable String token,
        String userAgent,
        Map<String, String> headers,
        Duration timeout,
        Duration connectTimeout,
        RetryPolicy retryPolicy,
        HttpListener listener,
        @Nullable ProxySelector proxy,
        @Nullable HttpClient httpClient,
        @Nullable Executor executor) {

    /** How long an attempt may take by default. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    /** How long a connection may take to be made by default. */
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /**
     * Copies the headers and trims the token, which often comes from a file with a line end.
     *
     * @throws InvalidInputException if the token can't be a header, or the client would carry it along redirects
     */
    public TransportConfig {
        headers = Map.copyOf(headers);
        token = token == null || token.isBlank() ? null : token.strip();
        if (token != null && !isVisible(token)) {
            throw new InvalidInputException(
                    "The API token holds a character that a token can't have (it is not shown here)."
                            + " Copy it anew from https://replicate.com/account/api-tokens.");
        }
        if (httpClient != null && httpClient.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new InvalidInputException("The HttpClient follows redirects (" + httpClient.followRedirects()
                    + "), and would carry the API token along. Build it with HttpClient.Redirect.NEVER, which is its"
                    + " default: this library follows redirects itself, without the token.");
        }
    }

    /** A loop, as a stream would load twenty classes for the first call. */
    private static boolean isVisible(String token) {
        for (int i = 0; i < token.length(); i++) {
            if (token.charAt(i) <= ' ' || token.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /** Returns the defaults for an API and a token. */
    public static TransportConfig of(ApiOrigin origin, @Nullable String token) {
        return new TransportConfig(
                origin,
                token,
                "replicate4j",
                Map.of(),
                DEFAULT_TIMEOUT,
                DEFAULT_CONNECT_TIMEOUT,
                RetryPolicy.standard(),
                new HttpListener() {},
                null,
                null,
                null);
    }

    /** Returns the same with another retry policy. */
    public TransportConfig withRetryPolicy(RetryPolicy policy) {
        return new TransportConfig(
                origin,
                token,
                userAgent,
                headers,
                timeout,
                connectTimeout,
                policy,
                listener,
                proxy,
                httpClient,
                executor);
    }

    /** Returns the same with a listener. */
    public TransportConfig withListener(HttpListener hears) {
        return new TransportConfig(
                origin,
                token,
                userAgent,
                headers,
                timeout,
                connectTimeout,
                retryPolicy,
                hears,
                proxy,
                httpClient,
                executor);
    }

    /** Returns where and how, but neither token nor header values. */
    @Override
    public String toString() {
        return "TransportConfig[base=" + origin.base() + ", token=" + (token == null ? "none" : "***") + ", headers="
                + headers.keySet() + ", timeout=" + timeout + ", retryPolicy=" + retryPolicy + "]";
    }
}
