package dev.replicate4j.internal.http;

import dev.replicate4j.http.HttpListener;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Passes events on to the user's listener and to the log, and lets no failure of theirs disturb a request. */
final class LoggingHttpListener implements HttpListener {

    /** Apart, since the JDK takes 20 ms to find its first logger: a client is made, and prepared, without that. */
    private static final class Log {
        static final System.Logger LOG = System.getLogger("dev.replicate4j.http");
    }

    private final HttpListener listener;

    LoggingHttpListener(HttpListener listener) {
        this.listener = listener;
    }

    @Override
    public @Nullable Object context() {
        try {
            return listener.context();
        } catch (RuntimeException e) {
            Log.LOG.log(System.Logger.Level.WARNING, "The HTTP listener failed to capture a context", e);
            return null;
        }
    }

    @Override
    public Map<String, String> headers(Exchange exchange) {
        try {
            return listener.headers(exchange);
        } catch (RuntimeException e) {
            Log.LOG.log(System.Logger.Level.WARNING, "The HTTP listener failed on " + exchange, e);
            return Map.of();
        }
    }

    @Override
    public void sent(Exchange exchange) {
        debug(() -> label(exchange) + ": sent");
        tell(exchange, () -> listener.sent(exchange));
    }

    @Override
    public void received(Exchange exchange, int status, Duration took) {
        debug(() -> label(exchange) + ": " + status + " after " + took.toMillis() + " ms");
        tell(exchange, () -> listener.received(exchange, status, took));
    }

    @Override
    public void failed(Exchange exchange, Throwable failure, Duration took) {
        debug(() -> label(exchange) + ": failed after " + took.toMillis() + " ms: " + failure);
        tell(exchange, () -> listener.failed(exchange, failure, took));
    }

    @Override
    public void retrying(Exchange exchange, OptionalInt status, Duration delay) {
        debug(() -> label(exchange) + ": next attempt in " + delay.toMillis() + " ms");
        tell(exchange, () -> listener.retrying(exchange, status, delay));
    }

    private static String label(Exchange exchange) {
        return "#" + exchange.id() + " " + exchange.method() + " " + exchange.uri() + " (" + exchange.operation()
                + ", attempt " + exchange.attempt() + ")";
    }

    private static void debug(Supplier<String> message) {
        Log.LOG.log(System.Logger.Level.DEBUG, message);
    }

    private static void tell(Exchange exchange, Runnable event) {
        try {
            event.run();
        } catch (RuntimeException e) {
            Log.LOG.log(System.Logger.Level.WARNING, "The HTTP listener failed on " + exchange, e);
        }
    }
}
