package dev.replicate4j.testkit.internal.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** An open event stream. What is sent is written in order, by one thread at a time, never by the sender's own. */
public final class EventStreamWriter {

    private final Queue<Optional<byte[]>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final OutputStream out;
    private final Executor executor;
    private final Runnable onEnd;
    private final Runnable onFailure;
    private volatile boolean open = true;

    /**
     * Creates a stream.
     *
     * @param onEnd called when all has been written
     * @param onFailure called instead when the client has left
     */
    EventStreamWriter(OutputStream out, Executor executor, Runnable onEnd, Runnable onFailure) {
        this.out = out;
        this.executor = executor;
        this.onEnd = onEnd;
        this.onFailure = onFailure;
    }

    /** {@return whether the client is connected, as far as is known} */
    public boolean isOpen() {
        return open;
    }

    /** Sends text as it is. */
    public void send(String text) {
        put(Optional.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Ends the stream after what was sent. */
    public void close() {
        put(Optional.empty());
    }

    /** An empty optional marks the end. */
    private void put(Optional<byte[]> bytes) {
        waiting.add(bytes);
        if (count.getAndIncrement() == 0) {
            executor.execute(this::drain);
        }
    }

    private void drain() {
        int seen = 1;
        do {
            for (int i = 0; i < seen; i++) {
                Optional<byte[]> bytes = waiting.remove();
                if (open) {
                    write(bytes);
                }
            }
            seen = count.addAndGet(-seen);
        } while (seen != 0);
    }

    private void write(Optional<byte[]> bytes) {
        try {
            if (bytes.isPresent()) {
                out.write(bytes.get());
            } else {
                open = false;
                out.close();
                onEnd.run();
            }
        } catch (IOException e) {
            open = false;
            onFailure.run();
        }
    }
}
