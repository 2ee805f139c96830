package dev.replicate4j.codegen.internal.schema;

import dev.replicate4j.codegen.internal.schema.SchemaType.Property;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a model's schema.
 *
 * @param inputs the inputs in the author's order
 * @param output what the model returns
 * @param trainingInputs the inputs of a training, in order; null where the model can't be trained
 */
public record ModelSchema(
        List<Property> inputs, Output output, @Nullable List<Property> trainingInputs) {

    public ModelSchema {
        inputs = List.copyOf(inputs);
        trainingInputs = trainingInputs == null ? null : List.copyOf(trainingInputs);
    }

    /**
     * What the model returns.
     *
     * @param type the type of the whole output
     * @param description what the author says of it; null where nothing
     * @param nullable whether the model may return nothing
     * @param iterates whether the items of a list appear while the model runs
     * @param concatenates whether the items are pieces of one text
     */
    public record Output(
            SchemaType type, @Nullable String description, boolean nullable, boolean iterates, boolean concatenates) {}
}
