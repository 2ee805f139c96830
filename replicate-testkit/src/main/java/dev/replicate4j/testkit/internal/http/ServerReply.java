package dev.replicate4j.testkit.internal.http;

import dev.replicate4j.testkit.internal.json.ServerJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A reply: status, headers and body, or an event stream.
 *
 * @param status the status code
 * @param headers names and values
 * @param body what follows; empty for replies without one
 * @param events takes the open stream where the reply is one
 * @param fault how its transmission fails; null as a rule
 */
public record ServerReply(
        int status,
        Map<String, String> headers,
        ReplyBody body,
        @Nullable Consumer<EventStreamWriter> events,
        @Nullable TransmissionFault fault) {

    private static final ReplyBody EMPTY = ReplyBody.of(new byte[0]);

    /** A reply with a JSON body, as Replicate's newer services write it. */
    public static ServerReply json(int status, @Nullable Object value) {
        return new ServerReply(
                status,
                Map.of("Content-Type", "application/json; charset=UTF-8"),
                ReplyBody.of(ServerJson.bytes(value)),
                null,
                null);
    }

    /** A reply with a JSON body and a line end after it, as Replicate's prediction service writes it. */
    public static ServerReply jsonLine(int status, @Nullable Object value) {
        return new ServerReply(
                status,
                Map.of("Content-Type", "application/json; charset=utf-8"),
                ReplyBody.of(ServerJson.text(value) + "\n"),
                null,
                null);
    }

    /** A reply with other content. */
    public static ServerReply content(int status, String type, ReplyBody body) {
        return new ServerReply(status, Map.of("Content-Type", type), body, null, null);
    }

    /** A reply with text. */
    public static ServerReply text(int status, String type, String text) {
        return content(status, type, ReplyBody.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A reply without a body. */
    public static ServerReply empty(int status) {
        return new ServerReply(status, Map.of("Content-Type", "text/plain; charset=UTF-8"), EMPTY, null, null);
    }

    /** An event stream, which the consumer writes and closes. */
    public static ServerReply events(Consumer<EventStreamWriter> taker) {
        return new ServerReply(
                200,
                Map.of("Content-Type", "text/event-stream; charset=utf-8", "Cache-Control", "no-cache"),
                EMPTY,
                taker,
                null);
    }

    /** {@return the reply with one more header} */
    public ServerReply header(String name, String value) {
        return headers(Map.of(name, value));
    }

    /** {@return the reply with more headers} */
    public ServerReply headers(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new ServerReply(status, all, body, events, fault);
    }

    /** {@return the reply with another body} */
    public ServerReply body(ReplyBody other) {
        return new ServerReply(status, headers, other, events, fault);
    }

    /** {@return the reply with a fault of its transmission; null for none} */
    public ServerReply fault(@Nullable TransmissionFault injected) {
        return new ServerReply(status, headers, body, events, injected);
    }
}
