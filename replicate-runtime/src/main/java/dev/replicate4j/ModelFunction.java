package dev.replicate4j;

import org.jspecify.annotations.Nullable;

/** A model bound to a client. */
public abstract class ModelFunction<I, O extends @Nullable Object, P extends @Nullable Object> {

    ModelFunction() {}
}
