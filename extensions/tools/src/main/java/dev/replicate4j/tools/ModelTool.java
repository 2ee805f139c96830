package dev.replicate4j.tools;

import dev.replicate4j.ModelDefinition;
import dev.replicate4j.ModelFunction;
import dev.replicate4j.Replicate;
import dev.replicate4j.codegen.pin.Pin;
import dev.replicate4j.tools.internal.schema.PinOutputs;
import dev.replicate4j.tools.internal.schema.SchemaCheck;
import dev.replicate4j.tools.internal.schema.ToolArguments;
import dev.replicate4j.tools.internal.schema.ToolSchema;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pinned model that a session can call.
 *
 * @param descriptor what a language model sees of it
 * @param again the name of the argument that asks for another run
 * @param arguments reads and checks arguments
 * @param outputs checks structured content
 * @param definition the model
 * @param function the model, bound to the session's client
 */
record ModelTool(
        ToolDescriptor descriptor,
        String again,
        ToolArguments arguments,
        SchemaCheck outputs,
        ModelDefinition<Map<String, ?>, @Nullable Object, @Nullable Object> definition,
        ModelFunction<Map<String, ?>, @Nullable Object, @Nullable Object> function) {

    static ModelTool of(Pin pin, Replicate replicate, @Nullable Duration timeout) {
        ToolSchema schema = ToolSchema.of(pin);
        ModelDefinition<Map<String, ?>, @Nullable Object, @Nullable Object> definition = definition(pin);
        ModelFunction<Map<String, ?>, @Nullable Object, @Nullable Object> function = replicate.use(definition);
        return new ModelTool(
                ToolDescriptor.of(pin, schema),
                schema.again(),
                new ToolArguments(schema),
                new SchemaCheck(schema.output()),
                definition,
                timeout == null ? function : function.with(options -> options.timeout(timeout)));
    }

    private static ModelDefinition<Map<String, ?>, @Nullable Object, @Nullable Object> definition(Pin pin) {
        ModelDefinition<Map<String, ?>, @Nullable Object, @Nullable Object> definition = pin.official()
                ? ModelDefinition.official(pin.ref(), pin.version(), PinOutputs.of(pin))
                : ModelDefinition.versioned(pin.ref(), pin.version(), PinOutputs.of(pin));
        return definition.secrets(PinOutputs.secrets(pin));
    }

    String name() {
        return descriptor.name();
    }

    /** {@return {@code owner/name}} */
    String model() {
        return definition.ref().model();
    }
}
