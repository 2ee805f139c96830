package dev.replicate4j.spring.ai;

import dev.replicate4j.ModelDefinition;
import dev.replicate4j.model.ModelRef;
import dev.replicate4j.model.OutputType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/**
 * A pin as an application carries it: the file that the Maven plugin keeps of a model.
 *
 * @param definition the model at its pinned version; its output is read as files or texts
 * @param schema its inputs and output
 */
record PinResource(ModelDefinition<?, ?, ?> definition, AiModelSchema schema) {

    /** {@return the pin of a model; null where there is none in the folder} */
    static @Nullable PinResource find(ResourceLoader resources, String folder, String ref) {
        if (!ModelRef.isValid(ref) || ModelRef.parse(ref).version().isPresent()) {
            return null;
        }
        String place = folder.endsWith("/") ? folder : folder + "/";
        Resource resource = resources.getResource(place + ref + ".json");
        return resource.exists() ? read(resource) : null;
    }

    /**
     * Reads a pin.
     *
     * @throws IllegalArgumentException if the resource is no pin
     */
    static PinResource read(Resource resource) {
        Map<String, Object> json = json(resource);
        if (!(json.get("ref") instanceof String ref) || !(json.get("schemas") instanceof Map<?, ?> schemas)) {
            throw new IllegalArgumentException(
                    resource + " is no pin of the Maven plugin: it has no \"ref\" or no \"schemas\".");
        }
        String model = ModelRef.parse(ref).model();
        String version = json.get("version") instanceof String id ? id : "";
        OutputType<?, ?> output = output(schemas);
        return new PinResource(
                Boolean.TRUE.equals(json.get("official"))
                        ? ModelDefinition.official(model, version, output)
                        : ModelDefinition.versioned(model, version, output),
                AiModelSchema.ofSchemas(model, schemas));
    }

    private static Map<String, Object> json(Resource resource) {
        try {
            return JsonParserFactory.getJsonParser().parseMap(resource.getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The pin " + resource + " cannot be read.", e);
        }
    }

    /** Files, texts, and lists of them, with what says that a list grows. Else what comes is left as it is. */
    private static OutputType<?, ?> output(Map<?, ?> schemas) {
        Map<?, ?> output = schemas.get("Output") instanceof Map<?, ?> map ? map : Map.of();
        Map<?, ?> item = output.get("items") instanceof Map<?, ?> map ? map : Map.of();
        if (!"array".equals(output.get("type"))) {
            return scalar(output);
        }
        if ("concatenate".equals(output.get("x-cog-array-display"))) {
            return OutputType.text();
        }
        return "iterator".equals(output.get("x-cog-array-type"))
                ? OutputType.iterator(scalar(item))
                : OutputType.list(scalar(item));
    }

    private static OutputType<?, ?> scalar(Map<?, ?> schema) {
        if (!"string".equals(schema.get("type"))) {
            return OutputType.unknown();
        }
        return "uri".equals(schema.get("format")) ? OutputType.file() : OutputType.string();
    }
}
