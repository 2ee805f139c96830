package dev.replicate4j;

import org.jspecify.annotations.Nullable;

/** The pieces of an output, as they are made. */
public abstract class OutputIterator<P extends @Nullable Object> implements Iterable<P>, AutoCloseable {

    OutputIterator() {}

    @Override
    public abstract void close();
}
