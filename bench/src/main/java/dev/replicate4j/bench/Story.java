package dev.replicate4j.bench;

import dev.replicate4j.ModelDefinition;
import dev.replicate4j.ModelInput;
import dev.replicate4j.model.OutputType;
import java.util.Map;

/** What the generator makes of a model that writes text. */
final class Story {
    private Story() {}

    static ModelDefinition<Input, String, String> model(String name) {
        return ModelDefinition.official("bench/" + name, "0".repeat(64), OutputType.text());
    }

    static Input with(String prompt) {
        return new Input(Map.of()).prompt(prompt);
    }

    /** What the model takes. */
    static final class Input extends ModelInput<Input, String, String> {
        private static final long serialVersionUID = 1L;

        private Input(Map<String, Object> values) {
            super(values);
        }

        private Input prompt(String prompt) {
            return put("prompt", prompt);
        }

        @Override
        protected ModelDefinition<Input, String, String> definition() {
            return model("tokens-0-1-0");
        }

        @Override
        protected Input copy(Map<String, Object> values) {
            return new Input(values);
        }
    }
}
