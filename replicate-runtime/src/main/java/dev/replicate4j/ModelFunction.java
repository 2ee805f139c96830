package dev.replicate4j;

/** A model bound to a client. */
public abstract class ModelFunction<I, O, P> {

    ModelFunction() {}
}
