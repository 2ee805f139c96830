package dev.replicate4j.testkit.internal.http;

import dev.replicate4j.testkit.internal.json.ServerJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is sent back: status, headers and body, or an event stream.
 *
 * @param status the status code
 * @param headers names and values
 * @param body what follows; empty for replies without one
 * @param events takes the open stream where the reply is one
 * @param defect how the sending goes wrong; none as a rule
 */
public record Reply(
        int status,
        Map<String, String> headers,
        Body body,
        @Nullable Consumer<EventSink> events,
        @Nullable Defect defect) {

    private static final Body EMPTY = Body.of(new byte[0]);

    /** A reply with a JSON body, as Replicate's newer services write it. */
    public static Reply json(int status, @Nullable Object value) {
        return new Reply(
                status,
                Map.of("Content-Type", "application/json; charset=UTF-8"),
                Body.of(ServerJson.bytes(value)),
                null,
                null);
    }

    /** A reply with a JSON body and a line end after it, as Replicate's prediction service writes it. */
    public static Reply jsonLine(int status, @Nullable Object value) {
        return new Reply(
                status,
                Map.of("Content-Type", "application/json; charset=utf-8"),
                Body.of(ServerJson.text(value) + "\n"),
                null,
                null);
    }

    /** A reply with other content. */
    public static Reply content(int status, String type, Body body) {
        return new Reply(status, Map.of("Content-Type", type), body, null, null);
    }

    /** A reply with text. */
    public static Reply text(int status, String type, String text) {
        return content(status, type, Body.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A reply without a body. */
    public static Reply empty(int status) {
        return new Reply(status, Map.of("Content-Type", "text/plain; charset=UTF-8"), EMPTY, null, null);
    }

    /** An event stream; the taker writes to it until it closes it. */
    public static Reply events(Consumer<EventSink> taker) {
        return new Reply(
                200,
                Map.of("Content-Type", "text/event-stream; charset=utf-8", "Cache-Control", "no-cache"),
                EMPTY,
                taker,
                null);
    }

    /** Returns the reply with one more header. */
    public Reply header(String name, String value) {
        return headers(Map.of(name, value));
    }

    /** Returns the reply with more headers. */
    public Reply headers(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Reply(status, all, body, events, defect);
    }

    /** Returns the reply with another body. */
    public Reply body(Body other) {
        return new Reply(status, headers, other, events, defect);
    }

    /** Returns the reply with something that goes wrong while it is sent. */
    public Reply defect(Defect wrong) {
        return new Reply(status, headers, body, events, wrong);
    }
}
