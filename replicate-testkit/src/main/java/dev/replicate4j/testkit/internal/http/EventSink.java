package dev.replicate4j.testkit.internal.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** An open event stream. What is sent is written in order, by one thread at a time, never by the sender's own. */
public final class EventSink {

    private final Queue<Optional<byte[]>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final HttpExchange exchange;
    private final Executor executor;
    private volatile boolean open = true;

    EventSink(HttpExchange exchange, Executor executor) {
        this.exchange = exchange;
        this.executor = executor;
    }

    /** Tells whether the client still listens, as far as is known. */
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

    /** Nothing stands for the end. */
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
                    bytes.ifPresentOrElse(this::write, this::end);
                }
            }
            seen = count.addAndGet(-seen);
        } while (seen != 0);
    }

    private void write(byte[] bytes) {
        OutputStream out = exchange.getResponseBody();
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            // The client left: nobody is there to be told.
            end();
        }
    }

    private void end() {
        open = false;
        exchange.close();
    }
}
