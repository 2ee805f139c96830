package dev.replicate4j.model;

/**
 * A named choice that a model takes as an input value. Generated enums implement it.
 *
 * <pre>{@code
 * FluxDev.AspectRatio._16_9.wireValue(); // "16:9"
 * }</pre>
 */
public interface WireValue {

    /** {@return the value that is sent: a {@link String}, {@link Long}, {@link Double} or {@link Boolean}} */
    Object wireValue();
}
