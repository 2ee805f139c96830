package dev.replicate4j;

/** The pieces of an output, as they are made. */
public abstract class OutputIterator<P> implements Iterable<P>, AutoCloseable {

    OutputIterator() {}

    @Override
    public abstract void close();
}
