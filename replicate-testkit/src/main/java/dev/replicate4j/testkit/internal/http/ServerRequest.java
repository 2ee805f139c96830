package dev.replicate4j.testkit.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A received request. */
public final class ServerRequest {

    private final RequestHead head;
    private final InputStream in;
    private final ServerOrigin origin;
    private final List<String> segments;
    private byte @Nullable [] body;
    private volatile @Nullable String fault;

    ServerRequest(RequestHead head, InputStream in, ServerOrigin origin) {
        this.head = head;
        this.in = in;
        this.origin = origin;
        String path = path();
        this.segments = Arrays.stream(
                        path.substring(path.startsWith("/") ? 1 : 0).split("/", -1))
                .map(ServerRequest::decode)
                .toList();
    }

    /** {@return the method, in capitals} */
    public String method() {
        return head.method();
    }

    /** {@return the path without the query, as it was sent} */
    public String path() {
        int query = head.target().indexOf('?');
        return query < 0 ? head.target() : head.target().substring(0, query);
    }

    /** {@return the path with the query, as it was sent} */
    public String target() {
        return head.target();
    }

    /** {@return which of the server's two addresses the request came to} */
    public ServerOrigin origin() {
        return origin;
    }

    /** {@return the parts of the path between slashes, decoded} */
    public List<String> segments() {
        return segments;
    }

    /** {@return the parameters of the query, decoded; the last one of a name wins} */
    public Map<String, String> query() {
        Map<String, String> query = new LinkedHashMap<>();
        String raw = head.target()
                .substring(Math.min(path().length() + 1, head.target().length()));
        if (!raw.isEmpty()) {
            for (String pair : raw.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                query.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    /** {@return the headers, by names in lower case} */
    public Map<String, List<String>> headers() {
        return head.headers();
    }

    /** {@return the first value of a header} */
    public @Nullable String header(String name) {
        return head.header(name.toLowerCase(Locale.ROOT));
    }

    /** {@return the body as it comes in; to be used instead of {@link #body} for bodies that may be large} */
    public InputStream stream() {
        return in;
    }

    /** {@return the whole body, read on first use} */
    public byte[] body() {
        byte[] known = body;
        if (known == null) {
            try {
                known = in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException("The body of " + method() + " " + path() + " ended early.", e);
            }
            body = known;
        }
        return known;
    }

    /** {@return the body if it has been read, else an empty one} */
    public byte[] bodySoFar() {
        byte[] known = body;
        return known == null ? new byte[0] : known;
    }

    /** {@return the names of the faults injected into the request; null if there are none} */
    public @Nullable String fault() {
        return fault;
    }

    /** Records a fault that happens to the request. */
    public synchronized void faulted(String name) {
        fault = fault == null ? name : fault + ", " + name;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
