package dev.replicate4j.testkit;

import dev.replicate4j.testkit.internal.http.ServerOrigin;
import dev.replicate4j.testkit.internal.journal.RequestJournalEntry;
import dev.replicate4j.testkit.internal.json.MalformedJsonException;
import dev.replicate4j.testkit.internal.json.ServerJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request that a server received, with the status of its reply. */
public final class RecordedRequest {

    private final RequestJournalEntry entry;

    RecordedRequest(RequestJournalEntry entry) {
        this.entry = entry;
    }

    /** {@return when the request arrived, by the server's clock} */
    public Instant at() {
        return entry.at();
    }

    /** {@return the method in upper case: {@code POST}} */
    public String method() {
        return entry.method();
    }

    /** {@return the path with the query, as sent: {@code /v1/predictions?cursor=cD0xMDA%3D}} */
    public String target() {
        return entry.target();
    }

    /** {@return the path without the query, as sent: {@code /v1/predictions}} */
    public String path() {
        int query = entry.target().indexOf('?');
        return query < 0 ? entry.target() : entry.target().substring(0, query);
    }

    /**
     * {@return whether the request was sent to the API, at {@link ReplicateServer#baseUrl()}; false for files and event
     * streams}
     */
    public boolean isApi() {
        return entry.origin() == ServerOrigin.API;
    }

    /**
     * Returns a header.
     *
     * @param name its name, in any case
     * @return its first value
     */
    public Optional<String> header(String name) {
        List<String> values = entry.headers().get(name.toLowerCase(Locale.ROOT));
        return values == null ? Optional.empty() : Optional.of(values.get(0));
    }

    /** {@return all headers: their values by names in lower case} */
    public Map<String, List<String>> headers() {
        return Map.copyOf(entry.headers());
    }

    /** {@return the body; empty if there was none. Uploads are not kept} */
    public byte[] body() {
        return entry.body();
    }

    /** {@return the members of the body; empty if the body is not a JSON object} */
    public Map<String, @Nullable Object> json() {
        try {
            byte[] body = body();
            return body.length == 0 ? Map.of() : ServerJson.asObject(ServerJson.parse(body));
        } catch (MalformedJsonException e) {
            return Map.of();
        }
    }

    /** {@return the input of the prediction that the request creates, by wire name; empty if it creates none} */
    public Map<String, @Nullable Object> input() {
        return ServerJson.asObject(json().get("input"));
    }

    /**
     * Returns one of the inputs.
     *
     * @param name the wire name
     * @return the value: {@link String}, {@link Long}, {@link Double}, {@link Boolean}, {@link List}, {@link Map} or null; null
     *     also if it was not sent
     */
    public @Nullable Object input(String name) {
        return input().get(name);
    }

    /** {@return the status of the reply; 0 before there is one} */
    public int status() {
        return entry.status();
    }

    /** {@return the names of the faults that happened to the request, as {@link Fault#toString()} has them} */
    public Optional<String> fault() {
        return Optional.ofNullable(entry.fault());
    }

    /** {@return method, target, status, fault and the beginning of the body, in one line} */
    @Override
    public String toString() {
        String body = new String(body(), StandardCharsets.UTF_8).replace('\n', ' ');
        return method() + " " + target() + " -> " + (status() == 0 ? "held" : status())
                + fault().map(name -> " [" + name + "]").orElse("")
                + (body.isEmpty() ? "" : " " + (body.length() > 120 ? body.substring(0, 120) + "..." : body));
    }
}
