package dev.replicate4j;

import dev.replicate4j.error.InterruptedCallException;
import dev.replicate4j.internal.call.ReplayBuffer;
import dev.replicate4j.internal.http.Transport;
import dev.replicate4j.model.ModelException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
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
 * threads, and in several ways; the pieces are kept in memory for that. Reading waits for pieces that are still to come,
 * and throws, after the last piece there is, what the run failed with: {@link ModelException} and the like.
 *
 * <p>Closing it before the run has ended cancels the run, as nobody waits for it; after the end, closing does nothing.
 *
 * @param <P> one piece: a part of the text, a file, an item of the list; or the whole output of a model that makes no
 *     pieces
 */
public final class OutputIterator<P extends @Nullable Object> implements Iterable<P>, AutoCloseable {

    private final ReplayBuffer<P> tape;
    private final boolean concatenates;
    private final Transport transport;
    private final Runnable abandon;

    OutputIterator(ReplayBuffer<P> tape, boolean concatenates, Transport transport, Runnable abandon) {
        this.tape = tape;
        this.concatenates = concatenates;
        this.transport = transport;
        this.abandon = abandon;
    }

    /**
     * Returns the pieces one by one.
     *
     * @return a new iterator that begins with the first piece; waits in {@code hasNext} and {@code next}
     */
    @Override
    public Iterator<P> iterator() {
        return new Pieces();
    }

    /**
     * Returns the pieces as a stream.
     *
     * @return a new ordered stream that begins with the first piece; closing it closes this
     */
    public Stream<P> stream() {
        return StreamSupport.stream(spliterator(), false).onClose(this::close);
    }

    /**
     * Waits for the end.
     *
     * @return all pieces, unmodifiable
     */
    public List<P> toList() {
        List<P> all = new ArrayList<>();
        forEach(all::add);
        return Collections.unmodifiableList(all);
    }

    /**
     * Waits for the end.
     *
     * @return all pieces as one text, with nothing between them
     */
    public String text() {
        return joined(toList());
    }

    /**
     * Returns the pieces as a reactive stream. Each subscriber gets all pieces from the first one on, as many as it asks
     * for. Cancelling a subscription does not cancel the run; {@link #close} does.
     *
     * @return a publisher by the rules of Reactive Streams; signals come on the client's executor, which is the JDK's common pool
     *     by default
     */
    public Flow.Publisher<P> publisher() {
        return new PiecePublisher<>(tape, transport);
    }

    /** Cancels the run if it has not ended. */
    @Override
    public void close() {
        abandon.run();
    }

    /**
     * Waits for the end and returns the whole output, as in Replicate's client for Python.
     *
     * @return the whole text where the model makes a text, else the list of all pieces. Of a run that failed, what there
     *     is; this method does not throw
     */
    @Override
    public String toString() {
        try {
            awaitEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<P> pieces = tape.read(0).pieces();
        return concatenates ? joined(pieces) : pieces.toString();
    }

    private void awaitEnd() throws InterruptedException {
        int known = 0;
        ReplayBuffer.Chunk<P> part;
        do {
            part = tape.await(known);
            known += part.pieces().size();
        } while (!part.ended());
    }

    /** Completes with all pieces, where this is an input of another call. */
    CompletableFuture<Object> whole() {
        return tape.whole().thenApply(pieces -> concatenates ? joined(pieces) : pieces);
    }

    private static String joined(List<?> pieces) {
        return pieces.stream().map(String::valueOf).collect(Collectors.joining());
    }

    /** Reads the tape a part at a time. */
    private final class Pieces implements Iterator<P> {

        private List<P> part = List.of();
        private int next;
        private int read;

        @Override
        public boolean hasNext() {
            return next < part.size() || fill();
        }

        @Override
        public P next() {
            if (!hasNext()) {
                throw new NoSuchElementException("The output has ended.");
            }
            return part.get(next++);
        }

        private boolean fill() {
            try {
                ReplayBuffer.Chunk<P> more = tape.await(read);
                part = more.pieces();
                next = 0;
                read += part.size();
                if (part.isEmpty() && more.failure() != null) {
                    Transport.join(CompletableFuture.failedFuture(more.failure()));
                }
                return !part.isEmpty();
            } catch (InterruptedException e) {
                close();
                Thread.currentThread().interrupt();
                throw new InterruptedCallException(
                        "The thread was interrupted while it waited for output. The run is being canceled.", e);
            }
        }
    }
}
