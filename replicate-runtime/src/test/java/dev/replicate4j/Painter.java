package dev.replicate4j;

import dev.replicate4j.model.Bounds;
import dev.replicate4j.model.OutputType;
import dev.replicate4j.model.WireValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What the generator would write for a small image model; hand-written, as the runtime knows no generator. */
final class Painter {

    static final ModelDefinition<Input, List<URLPath>, URLPath> MODEL =
            ModelDefinition.<Input, List<URLPath>, URLPath>official(
                            "acme/painter", "a".repeat(64), OutputType.list(OutputType.file()))
                    .secrets("api_key");

    private Painter() {}

    static List<URLPath> call(String prompt, UnaryOperator<Input> inputs) {
        return inputs.apply(with(prompt)).call();
    }

    static Input with(String prompt) {
        return new Input(Map.of()).prompt(prompt);
    }

    enum Shape implements WireValue {
        _1_1("1:1"),
        _16_9("16:9");

        private final String wireValue;

        Shape(String wireValue) {
            this.wireValue = wireValue;
        }

        @Override
        public String wireValue() {
            return wireValue;
        }

        @Override
        public String toString() {
            return wireValue;
        }
    }

    static final class Input extends ModelInput<Input, List<URLPath>, URLPath> {

        private static final long serialVersionUID = 1L;

        private Input(Map<String, Object> values) {
            super(values);
        }

        private Input prompt(String prompt) {
            return put("prompt", prompt, Bounds.length(1, 2000));
        }

        Input seed(long seed) {
            return put("seed", seed);
        }

        Input steps(long steps) {
            return put("num_inference_steps", steps, Bounds.range(1, 50));
        }

        Input strength(double strength) {
            return put("strength", strength, Bounds.range(0.0, Double.POSITIVE_INFINITY));
        }

        Input shape(Shape shape) {
            return put("shape", shape);
        }

        Input images(List<Path> images) {
            return put("images", images, Bounds.items(0, 2));
        }

        Input apiKey(String apiKey) {
            return put("api_key", apiKey);
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
