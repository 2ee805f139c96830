package dev.replicate4j.internal.call;

import dev.replicate4j.api.Prediction;
import dev.replicate4j.internal.sse.ServerSentEvent;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gets the pieces of one run: from its event stream where it has one, else, or when the stream fails, by looking at the
 * prediction. Each piece comes once and in order, whichever way. Thread-safe.
 *
 * @param <P> one piece
 */
final class PieceSource<P extends @Nullable Object> implements EventStreamReader.Receiver {

    private enum Way {
        /** A stream is wanted, but the prediction does not name one yet. */
        STREAM_WANTED,
        /** The stream is open, or about to be. */
        STREAM,
        /** The stream was cut; the next look shows whether it is worth opening again. */
        STREAM_CUT,
        /** The prediction is looked at. */
        LOOKS
    }

    private final CallContext context;
    private final Poller poller;
    private final PieceCollector<P> collector;
    private final ReplayBuffer<P> buffer = new ReplayBuffer<>();

    private Way way;
    private @Nullable EventStreamReader feed;

    /** Makes a source; a stream is wanted only if it can be expected to bring the pieces from the start. */
    PieceSource(CallContext context, Poller poller, BoundModel<?, P> model, boolean fromStart) {
        this.context = context;
        this.poller = poller;
        this.collector = new PieceCollector<>(model);
        this.way = fromStart && model.output().hasPieces() && model.output().hasTextPieces()
                ? Way.STREAM_WANTED
                : Way.LOOKS;
    }

    ReplayBuffer<P> buffer() {
        return buffer;
    }

    /** Begins with a run that has not ended. */
    void begin(Prediction first) {
        if (way == Way.STREAM_WANTED && first.urls().stream().isEmpty()) {
            poller.soon();
        } else {
            seen(first);
            poller.start();
        }
    }

    /** Returns whether a stream tells of the pieces and the end. */
    synchronized boolean streams() {
        return way == Way.STREAM;
    }

    /** Takes what a run that has not ended has made so far, unless the stream brings it. */
    void seen(Prediction now) {
        EventStreamReader opening;
        synchronized (this) {
            opening = way == Way.STREAM_WANTED || way == Way.STREAM_CUT ? next(now) : null;
            way = opening != null ? Way.STREAM : way == Way.STREAM ? Way.STREAM : Way.LOOKS;
            if (way == Way.LOOKS) {
                take(() -> collector.growing(now.output()));
            }
        }
        if (opening != null) {
            open(opening);
        }
    }

    /** The feed to open now, if there is one. */
    private @Nullable EventStreamReader next(Prediction now) {
        Optional<URI> stream = now.urls().stream();
        if (feed == null && stream.isPresent()) {
            feed = new EventStreamReader(context, stream.get(), this);
        }
        return feed != null && feed.canResume() ? feed : null;
    }

    private void open(EventStreamReader opening) {
        if (opening.isFirst()) {
            opening.open();
        } else {
            context.scheduler().schedule(opening::open, opening.pause());
        }
    }

    /** Takes the rest of a run that has ended, and ends: by success where there is no failure. */
    void finish(Prediction last, @Nullable Throwable failure) {
        synchronized (this) {
            take(() -> failure == null ? collector.complete(last.output()) : collector.growing(last.output()));
        }
        stop(failure);
    }

    /** Ends where the run is. */
    void stop(@Nullable Throwable why) {
        EventStreamReader open;
        synchronized (this) {
            way = Way.LOOKS;
            open = feed;
            buffer.end(why);
        }
        if (open != null) {
            open.close();
        }
    }

    /** Logs and errors are in the prediction too, and unknown events are for others. */
    @Override
    public void events(List<ServerSentEvent> events) {
        synchronized (this) {
            if (way == Way.STREAM) {
                take(() -> outputs(events));
            }
        }
        if (events.stream().anyMatch(event -> event.type().equals("done"))) {
            done();
        }
    }

    private List<P> outputs(List<ServerSentEvent> events) {
        List<P> outputs = new ArrayList<>(events.size());
        for (ServerSentEvent event : events) {
            if (event.type().equals("done")) {
                return outputs;
            }
            if (event.type().equals("output")) {
                outputs.add(collector.event(event.data()));
            }
        }
        return outputs;
    }

    /** The run has ended, and the prediction will say how. */
    private void done() {
        EventStreamReader open;
        synchronized (this) {
            way = Way.LOOKS;
            open = feed;
        }
        if (open != null) {
            open.close();
        }
        poller.soon();
    }

    @Override
    public void closed() {
        synchronized (this) {
            if (way != Way.STREAM) {
                return;
            }
            way = Way.STREAM_CUT;
        }
        poller.now();
    }

    /** A piece that cannot be read ends the buffer; what came before it stays readable. */
    private void take(Supplier<List<P>> pieces) {
        if (buffer.ended()) {
            return;
        }
        try {
            buffer.append(pieces.get());
        } catch (RuntimeException e) {
            buffer.end(e);
        }
    }
}
