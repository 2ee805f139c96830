package dev.replicate4j.http;

import dev.replicate4j.error.DecodeException;
import dev.replicate4j.internal.json.Json;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the API answered, as it came.
 *
 * <pre>{@code
 * replicate.models().with(options -> options.onReply(reply -> log(reply.header("ratelimit-remaining")))).get("acme/lamp");
 * }</pre>
 */
public final class Reply {

    private final Supplier<String> request;
    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    /**
     * Makes a reply.
     *
     * @param request gives method and URL of the request, without secrets, for messages
     * @param status the HTTP status
     * @param headers the headers
     * @param body the body; not copied
     */
    public Reply(Supplier<String> request, int status, HttpHeaders headers, byte[] body) {
        this.request = request;
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** {@return method and URL of the request, without the query, which may hold a signature} */
    public String request() {
        return request.get();
    }

    /** {@return the HTTP status} */
    public int status() {
        return status;
    }

    /** {@return all headers; names are found in any case} */
    public HttpHeaders headers() {
        return headers;
    }

    /**
     * Returns one header.
     *
     * @param name in any case
     * @return its first value
     */
    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** {@return the bytes of the body, not a copy: do not change them} */
    public byte[] body() {
        return body;
    }

    /** {@return the body as text, read as UTF-8} */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /**
     * Returns the body as JSON.
     *
     * @return a {@link Map}, {@link List}, {@link String}, {@link Long}, {@link Double}, {@link Boolean} or null
     * @throws DecodeException if the body is not JSON
     */
    public @Nullable Object json() {
        try {
            return Json.parse(body);
        } catch (DecodeException e) {
            throw new DecodeException(request() + " answered " + status + ". " + e.getMessage(), e.raw(), e);
        }
    }

    /**
     * Returns the body as a JSON object.
     *
     * @return the fields in the order received
     * @throws DecodeException if the body is not a JSON object
     */
    @SuppressWarnings("unchecked")
    public Map<String, @Nullable Object> object() {
        Object json = json();
        if (json instanceof Map<?, ?> object) {
            return (Map<String, @Nullable Object>) object;
        }
        throw new DecodeException(
                request() + " answered " + status + ". Expected a JSON object, but found: " + text(), json);
    }

    /**
     * Returns the body as a JSON array.
     *
     * @return the items in the order received
     * @throws DecodeException if the body is not a JSON array
     */
    @SuppressWarnings("unchecked")
    public List<@Nullable Object> array() {
        Object json = json();
        if (json instanceof List<?> array) {
            return (List<@Nullable Object>) array;
        }
        throw new DecodeException(
                request() + " answered " + status + ". Expected a JSON array, but found: " + text(), json);
    }

    /** Returns request, status and size of the body, not the body itself. */
    @Override
    public String toString() {
        return request() + " -> " + status + ", " + body.length + " bytes";
    }
}
