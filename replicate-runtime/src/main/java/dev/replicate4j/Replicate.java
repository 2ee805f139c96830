package dev.replicate4j;

/** The client. */
public final class Replicate implements AutoCloseable {

    private Replicate() {}

    @Override
    public void close() {}
}
