package dev.replicate4j.internal.sse;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of an event stream into events, however they are cut, by the rules of the WHATWG HTML specification,
 * <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream">section 9.2.5</a>.
 *
 * <p>Lines end with CR, LF or CRLF and nothing else: U+2028, U+2029, U+0085, VT and FF are ordinary text. Lines are split
 * as bytes, which UTF-8 allows, so that a character is never decoded in halves. An event that the end of the stream cuts
 * short is dropped, as the specification says. Not thread-safe.
 */
public final class EventParser {

    /** The longest line, and the longest data of an event: outputs may hold whole files as {@code data:} URIs. */
    private static final int MAX_LENGTH = 64 << 20;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Consumer<ServerSentEvent> events;

    private byte[] line = new byte[256];
    private int length;
    private boolean afterReturn;
    private boolean first = true;

    private final StringBuilder data = new StringBuilder();
    private boolean hasData;
    private String type = "";
    private String lastId;
    private String nextId;
    private boolean ownId;
    private @Nullable Duration retry;

    /**
     * Makes a parser for one stream.
     *
     * @param lastId the last id of the stream that this one resumes; empty for none
     * @param events receives each event as soon as the empty line after it is read
     */
    public EventParser(String lastId, Consumer<ServerSentEvent> events) {
        this.lastId = lastId;
        this.nextId = lastId;
        this.events = events;
    }

    /**
     * Reads on.
     *
     * @param bytes the next bytes of the stream; read to the end
     * @throws IllegalStateException if an event is longer than 64 MiB
     */
    public void feed(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            boolean restOfReturn = afterReturn && next == '\n';
            afterReturn = next == '\r';
            if (restOfReturn) {
                continue;
            }
            if (next == '\n' || next == '\r') {
                endLine();
            } else {
                append(next);
            }
        }
    }

    /**
     * {@return how long the stream asks to wait before connecting again: the last {@code retry} field; empty where there was none}
     */
    public Optional<Duration> retry() {
        return Optional.ofNullable(retry);
    }

    /** {@return what to resume after: the last id of a complete event, even of one without data; empty for none} */
    public String lastId() {
        return lastId;
    }

    private void append(byte next) {
        if (length == MAX_LENGTH) {
            throw tooLong();
        }
        if (length == line.length) {
            line = Arrays.copyOf(line, length * 2);
        }
        line[length++] = next;
    }

    private void endLine() {
        int start = first && startsWithMark() ? BYTE_ORDER_MARK.length : 0;
        first = false;
        if (length == start) {
            dispatch();
        } else if (line[start] != ':') {
            field(start);
        }
        length = 0;
    }

    private boolean startsWithMark() {
        return length >= BYTE_ORDER_MARK.length
                && Arrays.equals(line, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    }

    private void field(int start) {
        int colon = start;
        while (colon < length && line[colon] != ':') {
            colon++;
        }
        int value = colon + 1 < length && line[colon + 1] == ' ' ? colon + 2 : Math.min(colon + 1, length);
        field(text(start, colon), text(value, length));
    }

    private String text(int from, int to) {
        return new String(line, from, to - from, StandardCharsets.UTF_8);
    }

    private void field(String name, String value) {
        switch (name) {
            case "data" -> addData(value);
            case "event" -> type = value;
            case "id" -> setId(value);
            case "retry" -> setRetry(value);
            default -> {
                // The specification: any other field is ignored.
            }
        }
    }

    private void addData(String value) {
        if (hasData) {
            data.append('\n');
        }
        data.append(value);
        if (data.length() > MAX_LENGTH) {
            throw tooLong();
        }
        hasData = true;
    }

    private static IllegalStateException tooLong() {
        return new IllegalStateException("An event of a stream is longer than " + MAX_LENGTH + " bytes.");
    }

    private void setId(String value) {
        if (value.indexOf('\0') < 0) {
            nextId = value;
            ownId = true;
        }
    }

    private void setRetry(String value) {
        if (!value.isEmpty() && value.length() <= 9 && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            retry = Duration.ofMillis(Integer.parseInt(value));
        }
    }

    private void dispatch() {
        lastId = nextId;
        if (hasData) {
            events.accept(new ServerSentEvent(type.isEmpty() ? "message" : type, data.toString(), lastId, ownId));
        }
        data.setLength(0);
        hasData = false;
        type = "";
        ownId = false;
    }
}
