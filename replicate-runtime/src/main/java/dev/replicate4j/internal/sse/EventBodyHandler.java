package dev.replicate4j.internal.sse;

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a response's body as an event stream while it comes. The body is {@code true} once an event stream has ended, and
 * {@code false} for a response that is none: of another status than 200, or another media type than
 * {@code text/event-stream}.
 */
public final class EventBodyHandler implements BodyHandler<Boolean> {

    private final EventParser parser;
    private final List<ServerSentEvent> parsed = new ArrayList<>();
    private final Consumer<List<ServerSentEvent>> events;

    /**
     * Makes a handler for one response.
     *
     * @param lastId the last id of the stream that this one resumes; empty for none
     * @param events receives what each piece of the body brought, in order, on the HTTP client's thread; empty lists show
     *     that the stream is alive
     */
    public EventBodyHandler(String lastId, Consumer<List<ServerSentEvent>> events) {
        this.parser = new EventParser(lastId, parsed::add);
        this.events = events;
    }

    /** Returns what has been read; to be asked from the events' receiver, or after the end. */
    public EventParser parser() {
        return parser;
    }

    @Override
    public BodySubscriber<Boolean> apply(ResponseInfo response) {
        return new Reader(response.statusCode() == 200 && isEventStream(response));
    }

    private static boolean isEventStream(ResponseInfo response) {
        String type = response.headers().firstValue("Content-Type").orElse("");
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("text/event-stream");
    }

    private final class Reader implements BodySubscriber<Boolean> {

        private final CompletableFuture<Boolean> end = new CompletableFuture<>();
        private final boolean isStream;
        private Flow.@Nullable Subscription source;

        Reader(boolean isStream) {
            this.isStream = isStream;
        }

        @Override
        public CompletionStage<Boolean> getBody() {
            return end;
        }

        /** Another body may be of any length, and is not read. */
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            source = subscription;
            if (isStream) {
                subscription.request(Long.MAX_VALUE);
            } else {
                subscription.cancel();
                end.complete(false);
            }
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            if (end.isDone()) {
                return; // sent before the cancellation arrived
            }
            try {
                buffers.forEach(parser::feed);
                List<ServerSentEvent> batch = List.copyOf(parsed);
                parsed.clear();
                events.accept(batch);
            } catch (RuntimeException e) {
                end.completeExceptionally(e);
                if (source != null) {
                    source.cancel();
                }
            }
        }

        @Override
        public void onError(Throwable failure) {
            end.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            end.complete(true);
        }
    }
}
