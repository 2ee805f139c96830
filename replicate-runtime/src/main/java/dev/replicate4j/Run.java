package dev.replicate4j;

/** A prediction under way, typed. */
public abstract class Run<O, P> implements AutoCloseable {

    Run() {}

    @Override
    public abstract void close();
}
