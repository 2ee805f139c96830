package dev.replicate4j.spring.boot;

import dev.replicate4j.RunListener;
import dev.replicate4j.api.Prediction;
import dev.replicate4j.http.HttpListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Several listeners as one. Each has its own context of a call; a bean that listens to runs and requests has one for both. */
final class ListenerGroup implements RunListener, HttpListener {

    private static final System.Logger LOG = System.getLogger("dev.replicate4j.spring.boot");

    private final List<RunListener> runs;
    private final List<HttpListener> requests;

    ListenerGroup(List<RunListener> runs, List<HttpListener> requests) {
        this.runs = List.copyOf(runs);
        this.requests = List.copyOf(requests);
    }

    /** The contexts of one call or request by listener. */
    private record Contexts(IdentityHashMap<Object, Object> byListener) {

        @Nullable Object of(Object listener) {
            return byListener.get(listener);
        }
    }

    @Override
    public Object starting(String model) {
        IdentityHashMap<Object, Object> contexts = new IdentityHashMap<>();
        List<RunListener> told = new ArrayList<>();
        try {
            for (RunListener listener : runs) {
                put(contexts, listener, listener.starting(model));
                told.add(listener);
            }
        } catch (RuntimeException refusal) {
            told.forEach(listener -> ended(listener, new Contexts(contexts), null, refusal));
            throw refusal;
        }
        tell(requests, listener -> {
            if (!contexts.containsKey(listener)) {
                put(contexts, listener, listener.context());
            }
        });
        return new Contexts(contexts);
    }

    @Override
    public void changed(Prediction prediction) {
        tell(runs, listener -> listener.changed(prediction));
    }

    @Override
    public void ended(@Nullable Object call, @Nullable Prediction prediction, @Nullable Throwable failure) {
        if (call instanceof Contexts contexts) {
            runs.forEach(listener -> ended(listener, contexts, prediction, failure));
        }
    }

    /** As for a single listener: only calls that it knows end for it. */
    private static void ended(
            RunListener listener, Contexts contexts, @Nullable Prediction prediction, @Nullable Throwable failure) {
        Object call = contexts.of(listener);
        if (call != null) {
            tell(List.of(listener), one -> one.ended(call, prediction, failure));
        }
    }

    @Override
    public Object context() {
        IdentityHashMap<Object, Object> contexts = new IdentityHashMap<>();
        tell(requests, listener -> put(contexts, listener, listener.context()));
        return new Contexts(contexts);
    }

    @Override
    public void sent(Exchange exchange) {
        tell(requests, listener -> listener.sent(as(exchange, listener)));
    }

    @Override
    public Map<String, String> headers(Exchange exchange) {
        Map<String, String> headers = new HashMap<>();
        tell(requests, listener -> headers.putAll(listener.headers(as(exchange, listener))));
        return headers;
    }

    @Override
    public void received(Exchange exchange, int status, Duration took) {
        tell(requests, listener -> listener.received(as(exchange, listener), status, took));
    }

    @Override
    public void failed(Exchange exchange, Throwable failure, Duration took) {
        tell(requests, listener -> listener.failed(as(exchange, listener), failure, took));
    }

    @Override
    public void retrying(Exchange exchange, OptionalInt status, Duration delay) {
        tell(requests, listener -> listener.retrying(as(exchange, listener), status, delay));
    }

    private static Exchange as(Exchange exchange, HttpListener listener) {
        Object context = exchange.context() instanceof Contexts contexts ? contexts.of(listener) : null;
        return new Exchange(
                exchange.id(), exchange.operation(), exchange.method(), exchange.uri(), exchange.attempt(), context);
    }

    private static void put(IdentityHashMap<Object, Object> contexts, Object listener, @Nullable Object context) {
        if (context != null) {
            contexts.put(listener, context);
        }
    }

    /** One listener that fails does not keep the others from being told. */
    private static <L> void tell(List<L> listeners, Consumer<L> event) {
        for (L listener : listeners) {
            try {
                event.accept(listener);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "A listener of Replicate has failed: " + listener, e);
            }
        }
    }
}
