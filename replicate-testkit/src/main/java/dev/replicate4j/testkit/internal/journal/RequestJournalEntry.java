package dev.replicate4j.testkit.internal.journal;

import dev.replicate4j.testkit.internal.http.ServerOrigin;
import dev.replicate4j.testkit.internal.http.ServerReply;
import dev.replicate4j.testkit.internal.http.ServerRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request and, once there is one, its reply. */
public final class RequestJournalEntry {

    private final Instant at;
    private final ServerOrigin origin;
    private final String method;
    private final String target;
    private final Map<String, List<String>> headers;
    private @Nullable ServerRequest open;
    private byte[] body = new byte[0];
    private int status;
    private @Nullable String fault;

    RequestJournalEntry(ServerRequest request, Instant at) {
        this.at = at;
        this.origin = request.origin();
        this.method = request.method();
        this.target = request.target();
        this.headers = request.headers();
        this.open = request;
    }

    /** {@return when the request came in} */
    public Instant at() {
        return at;
    }

    /** {@return which address it came to} */
    public ServerOrigin origin() {
        return origin;
    }

    /** {@return the method} */
    public String method() {
        return method;
    }

    /** {@return the path with the query} */
    public String target() {
        return target;
    }

    /** {@return the headers, by names in lower case} */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** {@return the body, as far as the server read it into memory} */
    public synchronized byte[] body() {
        ServerRequest request = open;
        return (request == null ? body : request.bodySoFar()).clone();
    }

    /** {@return the status of the reply; 0 before there is one} */
    public synchronized int status() {
        return status;
    }

    /** {@return the name of the fault that was worked on the request; null if none was} */
    public synchronized @Nullable String fault() {
        ServerRequest request = open;
        return request == null ? fault : request.fault();
    }

    /** Records the reply. */
    public synchronized void replied(ServerReply sent) {
        ServerRequest request = open;
        if (request != null) {
            body = request.bodySoFar();
            fault = request.fault();
            open = null;
        }
        status = sent.status();
    }
}
