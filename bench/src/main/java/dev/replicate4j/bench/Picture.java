package dev.replicate4j.bench;

import dev.replicate4j.ModelDefinition;
import dev.replicate4j.ModelInput;
import dev.replicate4j.URLPath;
import dev.replicate4j.model.OutputType;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What the generator makes of a model of pictures; benchmarks need it before there is a generator to run. */
public final class Picture {
    private static final String VERSION = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    /** A model that is done at once. */
    public static final ModelDefinition<Input, List<URLPath>, URLPath> MODEL = model("instant");

    private Picture() {}

    /** Returns a model of that name, which says how it behaves. */
    static ModelDefinition<Input, List<URLPath>, URLPath> model(String name) {
        return ModelDefinition.official("bench/" + name, VERSION, OutputType.list(OutputType.file()));
    }

    /** Calls the model. */
    public static List<URLPath> call(String prompt, UnaryOperator<Input> inputs) {
        return inputs.apply(with(prompt)).call();
    }

    /** Returns an input. */
    public static Input with(String prompt) {
        return new Input(Map.of()).prompt(prompt);
    }

    /** What the model takes. */
    public static final class Input extends ModelInput<Input, List<URLPath>, URLPath> {
        private static final long serialVersionUID = 1L;

        private Input(Map<String, Object> values) {
            super(values);
        }

        private Input prompt(String prompt) {
            return put("prompt", prompt);
        }

        /** Sets what makes two pictures the same. */
        public Input seed(long seed) {
            return put("seed", seed);
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
