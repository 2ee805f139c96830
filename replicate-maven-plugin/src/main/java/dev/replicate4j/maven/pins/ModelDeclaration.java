package dev.replicate4j.maven.pins;

import dev.replicate4j.ModelRef;
import dev.replicate4j.codegen.Pin;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model as the POM declares it, checked.
 *
 * @param ref which model, and which version where the POM names one
 * @param className the generated class's name; null: made from the model's name
 * @param arguments wire names of the inputs that become arguments; null: as the pin says
 * @param schemaUrl where its OpenAPI document is; null: Replicate is asked
 */
public record ModelDeclaration(
        ModelRef ref,
        @Nullable String className,
        @Nullable List<String> arguments,
        @Nullable URI schemaUrl) {

    /** Copies the arguments. */
    public ModelDeclaration {
        arguments = arguments == null ? null : List.copyOf(arguments);
    }

    /** Tells whether a pin is of the version that the POM names, if it names one. */
    boolean allows(Pin pin) {
        return ref.version().map(pin.version()::equals).orElse(true);
    }

    boolean sameModel(ModelDeclaration other) {
        return ref.model().equals(other.ref.model());
    }
}
