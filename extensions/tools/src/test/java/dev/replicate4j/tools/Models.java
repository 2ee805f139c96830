package dev.replicate4j.tools;

import dev.replicate4j.codegen.pin.Pin;
import dev.replicate4j.tools.internal.schema.ToolJson;

/** Pins of the models that the API describes. */
final class Models {

    private Models() {}

    static Pin pin(String json) {
        return ModelPins.of(ToolJson.object(json));
    }
}
