package dev.replicate4j.bench.stub;

import java.nio.ByteBuffer;

/** Finds the end of a request's body without keeping it, in both framings of HTTP/1.1. */
final class Body {
    private enum State {
        SIZE,
        DATA,
        DATA_END,
        TRAILER,
        FINISHED
    }

    private final boolean chunked;
    private State state;
    private long remaining;
    private int lineLength;

    private Body(boolean chunked, State state, long remaining) {
        this.chunked = chunked;
        this.state = state;
        this.remaining = remaining;
    }

    static Body of(Request request) {
        if (request.chunked()) {
            return new Body(true, State.SIZE, 0);
        }
        long length = request.contentLength();
        return new Body(false, length == 0 ? State.FINISHED : State.DATA, length);
    }

    boolean finished() {
        return state == State.FINISHED;
    }

    /** Takes what belongs to the body from the buffer and leaves the rest. */
    void consume(ByteBuffer buffer) {
        while (buffer.hasRemaining() && state != State.FINISHED) {
            if (state == State.DATA) {
                skipData(buffer);
            } else {
                readLine((char) (buffer.get() & 0xff));
            }
        }
    }

    private void skipData(ByteBuffer buffer) {
        int skipped = (int) Math.min(remaining, buffer.remaining());
        buffer.position(buffer.position() + skipped);
        remaining -= skipped;
        if (remaining == 0) {
            state = chunked ? State.DATA_END : State.FINISHED;
        }
    }

    private void readLine(char c) {
        if (c == '\n') {
            endLine();
        } else if (c != '\r') {
            lineLength++;
            if (state == State.SIZE) {
                remaining = remaining * 16 + Character.digit(c, 16);
            }
        }
    }

    private void endLine() {
        switch (state) {
            case SIZE -> state = remaining == 0 ? State.TRAILER : State.DATA;
            case DATA_END -> state = State.SIZE;
            case TRAILER -> state = lineLength == 0 ? State.FINISHED : State.TRAILER;
            case DATA, FINISHED -> throw new IllegalStateException(state.name());
        }
        lineLength = 0;
    }
}
