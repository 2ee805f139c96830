package dev.replicate4j.internal.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** A response made of what the body handler was told, without waiting for the HTTP client's own. */
record ReceivedResponse<T>(HttpRequest request, ResponseInfo info, T body) implements HttpResponse<T> {

    @Override
    public int statusCode() {
        return info.statusCode();
    }

    @Override
    public HttpHeaders headers() {
        return info.headers();
    }

    @Override
    public URI uri() {
        return request.uri();
    }

    @Override
    public HttpClient.Version version() {
        return info.version();
    }

    @Override
    public Optional<HttpResponse<T>> previousResponse() {
        return Optional.empty();
    }

    @Override
    public Optional<SSLSession> sslSession() {
        return Optional.empty();
    }
}
