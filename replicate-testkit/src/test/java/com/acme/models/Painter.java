package com.acme.models;

import dev.replicate4j.ModelDefinition;
import dev.replicate4j.ModelInput;
import dev.replicate4j.URLPath;
import dev.replicate4j.model.Bounds;
import dev.replicate4j.model.OutputType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What the generator makes of the pin {@code acme/painter.json}. */
public final class Painter {

    public static final ModelDefinition<Input, List<URLPath>, URLPath> MODEL = ModelDefinition.official(
            "acme/painter",
            "5c9ab60d1e2b8f6a6f2a3c1d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f6071",
            OutputType.list(OutputType.file()));

    private Painter() {}

    public static List<URLPath> call(String prompt) {
        return with(prompt).call();
    }

    public static List<URLPath> call(String prompt, UnaryOperator<Input> inputs) {
        return inputs.apply(with(prompt)).call();
    }

    public static Input with(String prompt) {
        return new Input(Map.of()).prompt(prompt);
    }

    public static final class Input extends ModelInput<Input, List<URLPath>, URLPath> {

        private static final long serialVersionUID = 1L;

        private Input(Map<String, Object> values) {
            super(values);
        }

        private Input prompt(String prompt) {
            return put("prompt", prompt);
        }

        public Input image(Path image) {
            return put("image", image);
        }

        public Input numOutputs(long numOutputs) {
            return put("num_outputs", numOutputs, Bounds.range(1, 4));
        }

        @Override
        protected ModelDefinition<Input, List<URLPath>, URLPath> definition() {
            return MODEL;
        }

        @Override
        protected Input copy(Map<String, Object> values) {
            return new Input(values);
        }
    }
}
