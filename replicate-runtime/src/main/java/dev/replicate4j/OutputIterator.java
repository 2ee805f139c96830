package dev.replicate4j;

import dev.replicate4j.api.Prediction;
import dev.replicate4j.error.InterruptedCallException;
import dev.replicate4j.internal.call.ReplayBuffer;
import dev.replicate4j.internal.http.DemandPublisher;
import dev.replicate4j.internal.http.DemandPublisher.Batch;
import dev.replicate4j.internal.http.Futures;
import dev.replicate4j.internal.http.Transport;
import dev.replicate4j.model.ModelException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The pieces of an output, as they are made.
 *
 * <pre>{@code
 * try (OutputIterator<String> words = Llama3.stream("tell me a story")) {
 *     words.forEach(System.out::print);
 * }
 * }</pre>
 *
 * <p>Every way of reading gives all pieces from the first one on, so an output may be read more than once, by several
 * threads, and in several ways; the pieces are kept in memory for that. Reading blocks until there is a piece, and throws,
 * after the last piece, what the run failed with: {@link ModelException} and the like. {@link #toString} never blocks.
 *
 * <p>Closing it before the run has ended cancels the run; after the end, closing does nothing.
 *
 * @param <P> one piece: a part of the text, a file, an item of the list; or the whole output of a model that makes no
 *     pieces
 */
public final class OutputIterator<P extends @Nullable Object> implements Iterable<P>, AutoCloseable {

    private final ReplayBuffer<P> buffer;
    private final boolean concatenates;
    private final Transport transport;
    private final Supplier<Prediction> latest;
    private final Runnable abandon;

    OutputIterator(
            ReplayBuffer<P> buffer,
            boolean concatenates,
            Transport transport,
            Supplier<Prediction> latest,
            Runnable abandon) {
        this.buffer = buffer;
        this.concatenates = concatenates;
        this.transport = transport;
        this.latest = latest;
        this.abandon = abandon;
    }

    /**
     * {@return the prediction as it was last seen, without a request} Once the last piece was read, it is the one that has
     * ended, with its metrics.
     */
    public Prediction prediction() {
        return latest.get();
    }

    /** {@return a new iterator that begins with the first piece; {@code hasNext} and {@code next} block} */
    @Override
    public Iterator<P> iterator() {
        return new Pieces();
    }

    /** {@return a new ordered stream that begins with the first piece; closing it closes this} */
    public Stream<P> stream() {
        return StreamSupport.stream(spliterator(), false).onClose(this::close);
    }

    /**
     * Blocks until the end.
     *
     * @return all pieces, unmodifiable
     */
    public List<P> toList() {
        List<P> all = new ArrayList<>();
        forEach(all::add);
        return Collections.unmodifiableList(all);
    }

    /**
     * {@return what {@link #toList} returns, without blocking} Cancelling the future does not cancel the run; {@link
     * #close} does.
     */
    public CompletableFuture<List<P>> toListAsync() {
        return transport.published(buffer.whole().thenApply(Collections::unmodifiableList));
    }

    /**
     * Blocks until the end.
     *
     * @return all pieces as one text, with nothing between them
     */
    public String text() {
        return joined(toList());
    }

    /**
     * {@return what {@link #text} returns, without blocking} Cancelling the future does not cancel the run; {@link
     * #close} does.
     */
    public CompletableFuture<String> textAsync() {
        return transport.published(buffer.whole().thenApply(OutputIterator::joined));
    }

    /**
     * {@return a publisher by the rules of Reactive Streams} Each subscriber gets all pieces from the first one on, as many as
     * it requests. Cancelling a subscription does not cancel the run; {@link #close} does. Signals come on the client's
     * executor, which is the JDK's common pool by default.
     */
    public Flow.Publisher<P> publisher() {
        return new DemandPublisher<>(Chunks::new, true);
    }

    /** Cancels the run if it has not ended. */
    @Override
    public void close() {
        abandon.run();
    }

    /**
     * Returns what has arrived, without blocking: the text where the model makes a text, else the list of the pieces. As long
     * as the run has not ended, it says that more may come.
     */
    @Override
    public String toString() {
        ReplayBuffer.Chunk<P> known = buffer.read(0);
        String text = concatenates ? joined(known.pieces()) : known.pieces().toString();
        return known.ended() ? text : text + "... (more may come)";
    }

    /** Completes with all pieces, where this is an input of another call. */
    CompletableFuture<Object> whole() {
        return buffer.whole().thenApply(pieces -> concatenates ? joined(pieces) : pieces);
    }

    private static String joined(List<?> pieces) {
        return pieces.stream().map(String::valueOf).collect(Collectors.joining());
    }

    /** Gives a subscriber what the buffer has, a chunk at a time. */
    private final class Chunks implements DemandPublisher.Source<P> {

        private int read;

        @Override
        public CompletableFuture<Batch<P>> next() {
            CompletableFuture<Boolean> more = buffer.more(read);
            return (more.isDone() ? more : transport.published(more)).thenApply(there -> {
                ReplayBuffer.Chunk<P> chunk = buffer.read(read);
                read += chunk.pieces().size();
                return new Batch<>(chunk.pieces(), chunk.ended(), chunk.failure());
            });
        }
    }

    /** Reads the buffer a chunk at a time. */
    private final class Pieces implements Iterator<P> {

        private List<P> chunk = List.of();
        private int next;
        private int read;

        @Override
        public boolean hasNext() {
            return next < chunk.size() || fill();
        }

        @Override
        public P next() {
            if (!hasNext()) {
                throw new NoSuchElementException("The output has ended.");
            }
            return chunk.get(next++);
        }

        private boolean fill() {
            try {
                ReplayBuffer.Chunk<P> more = buffer.await(read);
                chunk = more.pieces();
                next = 0;
                read += chunk.size();
                if (chunk.isEmpty() && more.failure() != null) {
                    Futures.join(CompletableFuture.failedFuture(more.failure()));
                }
                return !chunk.isEmpty();
            } catch (InterruptedException e) {
                close();
                Thread.currentThread().interrupt();
                throw new InterruptedCallException(
                        "The thread was interrupted while it waited for output. The run is being canceled.", e);
            }
        }
    }
}
