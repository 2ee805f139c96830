package dev.replicate4j.codegen;

import dev.replicate4j.codegen.pin.Pin;
import dev.replicate4j.codegen.pin.PinnedModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to generate.
 *
 * <pre>{@code
 * GenerationRequest request = GenerationRequest.of("com.acme.models", pins);
 * }</pre>
 *
 * @param packageName the package of all classes
 * @param models the models, each with what the user chose for it
 */
public record GenerationRequest(String packageName, List<RequestedModel> models) {

    /** Keeps an unmodifiable copy of the models. */
    public GenerationRequest {
        models = List.copyOf(models);
    }

    /**
     * Asks for models under their natural class names.
     *
     * @param packageName the package of all classes
     * @param pins the models
     * @return the request
     */
    public static GenerationRequest of(String packageName, List<Pin> pins) {
        return new GenerationRequest(
                packageName, pins.stream().map(RequestedModel::of).toList());
    }

    /**
     * Asks for the models that a project declares, as it declares them.
     *
     * @param packageName the package of all classes
     * @param models the declared models and their pins
     * @return the request
     */
    public static GenerationRequest ofDeclared(String packageName, List<PinnedModel> models) {
        return new GenerationRequest(
                packageName, models.stream().map(RequestedModel::of).toList());
    }

    /**
     * One model to generate.
     *
     * @param pin the model
     * @param className simple name of its class; null for the natural one, {@code FluxDev} for {@code flux-dev}
     * @param arguments wire names of its positional inputs, in order; null for those of the pin
     */
    public record RequestedModel(
            Pin pin, @Nullable String className, @Nullable List<String> arguments) {

        /** Keeps an unmodifiable copy of the arguments. */
        public RequestedModel {
            arguments = arguments == null ? null : List.copyOf(arguments);
        }

        /**
         * Asks for a model under its natural class name, with the arguments of its pin.
         *
         * @param pin the model
         * @return the model to generate
         */
        public static RequestedModel of(Pin pin) {
            return new RequestedModel(pin, null, null);
        }

        static RequestedModel of(PinnedModel model) {
            return new RequestedModel(
                    model.pin(),
                    model.declaration().className(),
                    model.declaration().arguments());
        }
    }
}
