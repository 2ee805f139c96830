package dev.replicate4j.codegen.pin;

import dev.replicate4j.codegen.internal.json.PlainJson;
import dev.replicate4j.codegen.internal.model.ClassNames;
import dev.replicate4j.codegen.internal.model.JavaNames;
import dev.replicate4j.codegen.internal.schema.ModelSchema;
import dev.replicate4j.codegen.internal.schema.SchemaReader;
import dev.replicate4j.codegen.internal.schema.SchemaType;
import dev.replicate4j.codegen.internal.schema.SchemaType.Property;
import dev.replicate4j.error.ReplicateException;
import dev.replicate4j.model.ModelRef;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes pins, and carries choices from an old pin to a new one. */
final class PinFactory {

    private PinFactory() {}

    static Pin pin(String text) {
        return pin(read(text));
    }

    static Pin pin(Map<String, Object> model) {
        String ref = ref(model);
        Map<String, Object> version = PlainValues.object(model.get("latest_version"));
        String id = PlainValues.text(version.get("id"));
        if (id == null) {
            throw new PinException("[NoVersion] " + ref
                    + " can't be pinned: it has no version. Ask its author to push one, or choose another model.");
        }
        Map<String, Object> document = PlainValues.object(version.get("openapi_schema"));
        Map<String, Object> components = PlainValues.object(
                PlainValues.object(document.get("components")).get("schemas"));
        Pin pin = new Pin(
                ref,
                id,
                Boolean.TRUE.equals(model.get("is_official")),
                PlainValues.text(version.get("cog_version")),
                PlainValues.text(model.get("description")),
                List.of(),
                Map.of(),
                PinnedSchemas.select(components),
                example(model.get("default_example")));
        ModelSchema schema = schema(pin);
        return named(pin.withArguments(arguments(schema)), schema, Map.of());
    }

    static Pin renew(Pin next, Pin previous) {
        if (!next.ref().equals(previous.ref())) {
            throw new PinException("[PinOfAnotherModel] The pin of " + next.ref() + " can't take over from that of "
                    + previous.ref() + ". Renew a pin with one of the same model.");
        }
        ModelSchema schema = schema(next);
        Map<String, Map<String, String>> names =
                names(schema(previous), previous, previous.names()).all();
        return named(next.withArguments(arguments(schema, previous.arguments())), schema, names);
    }

    static String className(String ref) {
        return ClassNames.of(ref);
    }

    private static Pin named(Pin pin, ModelSchema schema, Map<String, Map<String, String>> kept) {
        return pin.withNames(names(schema, pin, kept).unnatural());
    }

    private static JavaNames names(ModelSchema schema, Pin pin, Map<String, Map<String, String>> kept) {
        return JavaNames.choose(schema, className(pin.ref()), kept);
    }

    private static ModelSchema schema(Pin pin) {
        return SchemaReader.read(pin.schemas(), pin.cogVersion());
    }

    /** What is required; else the lead, where the first input is a plain text or a file. */
    private static List<String> arguments(ModelSchema schema) {
        List<String> required = required(schema);
        if (!required.isEmpty() || schema.inputs().isEmpty()) {
            return required;
        }
        Property first = schema.inputs().get(0);
        boolean text = first.type() instanceof SchemaType.Text && !first.secret();
        boolean leads = text || first.type() instanceof SchemaType.File;
        return leads ? List.of(first.name()) : List.of();
    }

    /** What was positional stays so, in its order; what is newly required follows. */
    private static List<String> arguments(ModelSchema schema, List<String> previous) {
        List<String> known = schema.inputs().stream().map(Property::name).toList();
        return Stream.concat(previous.stream().filter(known::contains), required(schema).stream())
                .distinct()
                .toList();
    }

    private static List<String> required(ModelSchema schema) {
        return schema.inputs().stream()
                .filter(Property::required)
                .map(Property::name)
                .toList();
    }

    private static Map<String, Object> read(String text) {
        try {
            return PlainValues.object(PlainJson.parse(text));
        } catch (IllegalArgumentException e) {
            throw new PinException(
                    "[NotAModel] The reply must be a model in JSON, but is not JSON: " + e.getMessage(), e);
        }
    }

    private static String ref(Map<String, Object> model) {
        String owner = PlainValues.text(model.get("owner"));
        String name = PlainValues.text(model.get("name"));
        if (owner == null || name == null) {
            throw new PinException("[NotAModel] The reply must be a model with \"owner\" and \"name\", but has "
                    + model.keySet() + ".");
        }
        String ref = owner + "/" + name;
        try {
            return ModelRef.parse(ref).model();
        } catch (ReplicateException | IllegalArgumentException hostile) {
            throw new PinException(
                    "[NotAModel] The reply must be a model, but its \"owner\" and \"name\" are "
                            + PlainJson.compact(owner) + " and " + PlainJson.compact(name) + ", which name none.",
                    hostile);
        }
    }

    private static Pin.@Nullable Example example(@Nullable Object value) {
        Map<String, Object> example = PlainValues.object(value);
        return example.get("input") instanceof Map
                ? new Pin.Example(PlainValues.object(example.get("input")), example.get("output"))
                : null;
    }
}
