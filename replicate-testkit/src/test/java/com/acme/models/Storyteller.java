package com.acme.models;

import dev.replicate4j.ModelDefinition;
import dev.replicate4j.ModelInput;
import dev.replicate4j.OutputIterator;
import dev.replicate4j.model.Bounds;
import dev.replicate4j.model.OutputType;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What the generator makes of the pin {@code acme/storyteller.json}. */
public final class Storyteller {

    public static final ModelDefinition<Input, String, String> MODEL = ModelDefinition.official(
            "acme/storyteller", "91ee66f366dc8a75bb9eaa7bb66a0a5d17b1b3a4e2e8e2a1a0c3d1a9c6b8c5d2", OutputType.text());

    private Storyteller() {}

    public static String call(String prompt) {
        return with(prompt).call();
    }

    public static String call(String prompt, UnaryOperator<Input> inputs) {
        return inputs.apply(with(prompt)).call();
    }

    public static OutputIterator<String> stream(String prompt) {
        return with(prompt).stream();
    }

    public static Input with(String prompt) {
        return new Input(Map.of()).prompt(prompt);
    }

    public static final class Input extends ModelInput<Input, String, String> {

        private static final long serialVersionUID = 1L;

        private Input(Map<String, Object> values) {
            super(values);
        }

        private Input prompt(String prompt) {
            return put("prompt", prompt);
        }

        public Input maxTokens(long maxTokens) {
            return put("max_tokens", maxTokens, Bounds.range(1, 4096));
        }

        @Override
        protected ModelDefinition<Input, String, String> definition() {
            return MODEL;
        }

        @Override
        protected Input copy(Map<String, Object> values) {
            return new Input(values);
        }
    }
}
