package dev.replicate4j.codegen;

import dev.replicate4j.codegen.pin.Pin;
import java.util.List;

/** Models written by hand, as the API would describe them. */
public final class Models {

    private Models() {}

    /** A model {@code acme/model} with these component schemas, the members of a JSON object. */
    public static Pin pin(String components) {
        return pin("model", "0.13.6", components);
    }

    public static Pin pin(String name, String cogVersion, String components) {
        return Pin.fromModel("""
                {"owner": "acme", "name": "%s", "latest_version": {"id": "0123abcd", "cog_version": "%s",
                 "openapi_schema": {"components": {"schemas": {%s}}}}}
                """.formatted(name, cogVersion, components));
    }

    /** A model with these inputs, the members of {@code properties}, and a text as output. */
    public static Pin withInputs(String properties) {
        return pin("\"Input\": {\"type\": \"object\", \"properties\": {%s}}, \"Output\": {\"type\": \"string\"}"
                .formatted(properties));
    }

    /** A model with one input, a text, and this output. */
    public static Pin withOutput(String output) {
        return withOutput("0.13.6", output);
    }

    public static Pin withOutput(String cogVersion, String output) {
        return pin(
                "model",
                cogVersion,
                "\"Input\": {\"properties\": {\"prompt\": {\"type\": \"string\"}}}, \"Output\": " + output);
    }

    /** The one source generated for the pin. */
    public static SourceFile source(Pin pin) {
        return Generator.generate(GenerationRequest.of("com.acme.models", List.of(pin)))
                .sources()
                .get(0);
    }
}
