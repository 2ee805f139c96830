package dev.replicate4j.testkit;

import dev.replicate4j.testkit.internal.http.ServerOrigin;
import dev.replicate4j.testkit.internal.journal.JournalEntry;
import dev.replicate4j.testkit.internal.json.MalformedJsonException;
import dev.replicate4j.testkit.internal.json.ServerJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request that came to the server, and what became of it. */
public final class RecordedRequest {

    private final JournalEntry entry;

    RecordedRequest(JournalEntry entry) {
        this.entry = entry;
    }

    /**
     * Returns when the request came in.
     *
     * @return the server's time
     */
    public Instant at() {
        return entry.at();
    }

    /**
     * Returns the method.
     *
     * @return in capitals: {@code POST}
     */
    public String method() {
        return entry.method();
    }

    /**
     * Returns the path with the query, as it was sent.
     *
     * @return for example {@code /v1/predictions?cursor=cD0xMDA%3D}
     */
    public String target() {
        return entry.target();
    }

    /**
     * Returns the path without the query, as it was sent.
     *
     * @return for example {@code /v1/predictions}
     */
    public String path() {
        int query = entry.target().indexOf('?');
        return query < 0 ? entry.target() : entry.target().substring(0, query);
    }

    /**
     * Tells whether the request was for the API, not for a file or an event stream.
     *
     * @return whether it came to the address of {@link ReplicateServer#baseUrl()}
     */
    public boolean isApi() {
        return entry.origin() == ServerOrigin.API;
    }

    /**
     * Returns a header.
     *
     * @param name its name; case does not matter
     * @return its first value
     */
    public Optional<String> header(String name) {
        List<String> values = entry.headers().get(name.toLowerCase(Locale.ROOT));
        return values == null ? Optional.empty() : Optional.of(values.get(0));
    }

    /**
     * Returns all headers.
     *
     * @return their values, by names in lower case
     */
    public Map<String, List<String>> headers() {
        return Map.copyOf(entry.headers());
    }

    /**
     * Returns the body. Uploads are not kept here.
     *
     * @return the bytes; empty where there were none
     */
    public byte[] body() {
        return entry.body();
    }

    /**
     * Returns the body as an object.
     *
     * @return its members; empty if the body is no JSON object
     */
    public Map<String, @Nullable Object> json() {
        try {
            byte[] body = body();
            return body.length == 0 ? Map.of() : ServerJson.asObject(ServerJson.parse(body));
        } catch (MalformedJsonException e) {
            return Map.of();
        }
    }

    /**
     * Returns what the request gives to a model.
     *
     * @return inputs by wire name; empty if it gives none
     */
    public Map<String, @Nullable Object> input() {
        return ServerJson.asObject(json().get("input"));
    }

    /**
     * Returns one of the inputs.
     *
     * @param name the wire name
     * @return the value: {@link String}, {@link Long}, {@link Double}, {@link Boolean}, {@link List}, {@link Map} or null;
     *     null also if it was not sent
     */
    public @Nullable Object input(String name) {
        return input().get(name);
    }

    /**
     * Returns the status of the reply.
     *
     * @return the status; 0 while the request is held
     */
    public int status() {
        return entry.status();
    }

    /**
     * Returns the fault that was worked on the request.
     *
     * @return its name, as {@link Fault#toString()} has it
     */
    public Optional<String> fault() {
        return Optional.ofNullable(entry.fault());
    }

    /** Returns method, target, status, fault and the beginning of the body, in one line. */
    @Override
    public String toString() {
        String body = new String(body(), StandardCharsets.UTF_8).replace('\n', ' ');
        return method() + " " + target() + " -> " + (status() == 0 ? "held" : status())
                + fault().map(name -> " [" + name + "]").orElse("")
                + (body.isEmpty() ? "" : " " + (body.length() > 120 ? body.substring(0, 120) + "..." : body));
    }
}
