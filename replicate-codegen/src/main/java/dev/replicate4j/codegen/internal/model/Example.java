package dev.replicate4j.codegen.internal.model;

import java.util.List;

/**
 * The method that returns the model's own example.
 *
 * @param doc Javadoc
 * @param arguments what {@code with} is given
 * @param steps what is set after that
 */
public record Example(String doc, List<Value> arguments, List<Step> steps) {

    /**
     * One call in the chain.
     *
     * @param setter the setter; {@code set} for a value that the schema does not allow
     * @param wire the input's name on the wire
     * @param typed whether the setter takes the value alone, rather than name and value
     * @param value the value
     */
    public record Step(String setter, String wire, boolean typed, Value value) {}
}
