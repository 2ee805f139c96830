package dev.replicate4j;

import org.jspecify.annotations.Nullable;

/** A prediction under way, typed. */
public abstract class Run<O extends @Nullable Object, P extends @Nullable Object> implements AutoCloseable {

    Run() {}

    @Override
    public abstract void close();
}
