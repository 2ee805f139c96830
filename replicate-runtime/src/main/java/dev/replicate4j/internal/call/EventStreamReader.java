package dev.replicate4j.internal.call;

import dev.replicate4j.internal.http.RequestSpec;
import dev.replicate4j.internal.sse.EventBodyHandler;
import dev.replicate4j.internal.sse.ServerSentEvent;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The event stream of one run, over as many connections as it takes. A connection that breaks is resumed after the last
 * event ({@code Last-Event-ID}); events that the server repeats are passed over. Where the last events had no id, nobody
 * can say where to resume: then the feed is over, and the run is looked at instead.
 */
final class EventStreamReader {

    /** The events of a feed, one connection at a time. */
    interface Receiver {

        /** Events that were not seen before, in order. */
        void events(List<ServerSentEvent> events);

        /** The connection is closed, by whomever. */
        void closed();
    }

    private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(30);

    /** However short a pause the stream asks for. */
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** Connections in a row that bring nothing new before the feed is given up. */
    private static final int FRUITLESS = 3;

    private final CallContext context;
    private final URI uri;
    private final Receiver receiver;

    private final Set<String> seen = new HashSet<>();
    private String lastId = "";
    private boolean anonymous;
    private boolean refused;
    private int fruitless;
    private @Nullable Duration retry;
    private @Nullable CompletableFuture<HttpResponse<Boolean>> connection;

    EventStreamReader(CallContext context, URI uri, Receiver receiver) {
        this.context = context;
        this.uri = uri;
        this.receiver = receiver;
    }

    /** Connects, after the last event where there was one. Once the feed is closed, it stays so. */
    void open() {
        EventBodyHandler body;
        CompletableFuture<HttpResponse<Boolean>> opened;
        synchronized (this) {
            if (refused) {
                return;
            }
            body = new EventBodyHandler(lastId, this::received);
            opened = context.transport().open(context.request(call()), body);
            connection = opened;
            fruitless++;
        }
        opened.whenComplete((response, failure) -> closed(body, response));
    }

    private RequestSpec call() {
        RequestSpec call = RequestSpec.get("stream", uri.toString())
                .withoutNeedOfToken()
                .withHeader("Accept", "text/event-stream")
                .withHeader("Cache-Control", "no-store")
                .withTimeout(TIME_TO_ANSWER);
        return lastId.isEmpty() ? call : call.withHeader("Last-Event-ID", lastId);
    }

    /** Drops the connection for good. */
    void close() {
        CompletableFuture<?> open;
        synchronized (this) {
            refused = true;
            open = connection;
        }
        if (open != null) {
            open.cancel(true);
        }
    }

    /** Returns whether there was no connection yet. */
    synchronized boolean isFirst() {
        return connection == null;
    }

    /** Returns whether another connection would go on where the last one ended. */
    synchronized boolean canResume() {
        return !refused && !anonymous && fruitless < FRUITLESS;
    }

    /** Returns how long to wait before that: what the stream asks for, else longer each time that nothing came. */
    synchronized Duration pause() {
        Duration pause = retry != null ? retry : FIRST_PAUSE.multipliedBy(1L << fruitless);
        Duration least = pause.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : pause;
        return least.compareTo(LONGEST_PAUSE) < 0 ? least : LONGEST_PAUSE;
    }

    private void received(List<ServerSentEvent> events) {
        List<ServerSentEvent> fresh = fresh(events);
        if (!fresh.isEmpty()) {
            receiver.events(fresh);
        }
    }

    private synchronized List<ServerSentEvent> fresh(List<ServerSentEvent> events) {
        List<ServerSentEvent> fresh = new ArrayList<>(events.size());
        for (ServerSentEvent event : events) {
            lastId = event.lastId();
            anonymous |= !event.ownId() && event.type().equals("output");
            boolean identified = event.ownId() && !event.lastId().isEmpty();
            if (identified && seen.add(event.lastId())) {
                fruitless = 0;
                fresh.add(event);
            } else if (!identified) {
                fresh.add(event); // it may be new, but does not say so, and would else be awaited for ever
            }
        }
        return fresh;
    }

    private void closed(EventBodyHandler body, @Nullable HttpResponse<Boolean> response) {
        synchronized (this) {
            retry = body.parser().retry().orElse(retry);
            refused |= response != null && !response.body();
        }
        receiver.closed();
    }
}
