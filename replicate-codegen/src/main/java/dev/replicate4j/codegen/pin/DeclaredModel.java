package dev.replicate4j.codegen.pin;

import dev.replicate4j.codegen.internal.model.ClassNames;
import dev.replicate4j.model.ModelRef;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model as a project declares it, checked.
 *
 * @param ref which model, and which version where one is declared
 * @param className the generated class's name; null: made from the model's name
 * @param arguments wire names of the inputs that become arguments; null: as the pin says
 * @param schemaUrl where its OpenAPI document is; null: Replicate is asked
 */
public record DeclaredModel(
        ModelRef ref,
        @Nullable String className,
        @Nullable List<String> arguments,
        @Nullable URI schemaUrl) {

    /** Copies the arguments. */
    public DeclaredModel {
        arguments = arguments == null ? null : List.copyOf(arguments);
    }

    /** {@return the simple name of the generated class} */
    public String simpleClassName() {
        return className == null ? ClassNames.of(ref.model()) : className;
    }

    /**
     * Tells whether a pin is of the declared version.
     *
     * @param pin a pin of this model
     * @return whether the declaration names the pin's version, or none
     */
    public boolean allows(Pin pin) {
        return ref.version().map(pin.version()::equals).orElse(true);
    }

    boolean sameModel(DeclaredModel other) {
        return ref.model().equals(other.ref.model());
    }
}
