package dev.replicate4j.spark;

import dev.replicate4j.ModelDefinition;
import java.io.Serializable;

/**
 * Names a definition that is not that of a generated class, so that executors find it: {@code () -> Models.POET}.
 *
 * @param <I> the input of the model
 */
@FunctionalInterface
public interface ModelSupplier<I> extends Serializable {

    /** {@return the definition, usually a constant} */
    ModelDefinition<I, ?, ?> get();
}
