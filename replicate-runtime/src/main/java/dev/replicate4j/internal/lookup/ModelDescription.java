package dev.replicate4j.internal.lookup;

import dev.replicate4j.api.Prediction;
import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.model.ModelRef;
import dev.replicate4j.model.OutputType;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Replicate says of a model.
 *
 * @param ref its name, with the version where one was asked for
 * @param version the version that runs; null where none is known
 * @param official whether it is run by name
 * @param schema the OpenAPI document; empty where Replicate shows none
 * @param cogVersion what the version was built with; empty where that is not known
 * @param example a run that its author shows; null where there is none
 */
public record ModelDescription(
        ModelRef ref,
        @Nullable String version,
        boolean official,
        Map<String, @Nullable Object> schema,
        String cogVersion,
        @Nullable Prediction example) {

    /** A scheme of one letter is a drive of Windows. */
    private static final Pattern URL = Pattern.compile("(?s)\\s*[A-Za-z][A-Za-z0-9+.-]+:.*");

    /** Reads what {@code GET /models/owner/name} answers. */
    static ModelDescription ofModel(ModelRef ref, Map<String, @Nullable Object> model) {
        Map<String, @Nullable Object> latest = OpenApiDocument.object(model.get("latest_version"));
        boolean official = Boolean.TRUE.equals(model.get("is_official"));
        String version = latest.get("id") instanceof String id ? id : null;
        if (version == null && !official) {
            throw new InvalidInputException(ref + " has no version that could be run. Ask its owner to push one.");
        }
        Map<String, @Nullable Object> example = OpenApiDocument.object(model.get("default_example"));
        return new ModelDescription(
                ref,
                version,
                official,
                OpenApiDocument.object(latest.get("openapi_schema")),
                OpenApiDocument.text(latest.get("cog_version")),
                example.isEmpty() ? null : new Prediction(example));
    }

    /** Reads what {@code GET /models/owner/name/versions/id} answers; empty where the version can't be asked for. */
    static ModelDescription ofVersion(ModelRef ref, Map<String, @Nullable Object> version) {
        return new ModelDescription(
                ref,
                ref.version().orElse(null),
                false,
                OpenApiDocument.object(version.get("openapi_schema")),
                OpenApiDocument.text(version.get("cog_version")),
                null);
    }

    /** {@return what the model returns, by its schema} */
    public OutputType<@Nullable Object, @Nullable Object> output() {
        return OpenApiDocument.output(schema, cogVersion);
    }

    /**
     * {@return the inputs}
     *
     * @throws InvalidInputException if a text stands where the model takes a file, and is no URL
     */
    public Map<String, ?> checkFiles(Map<String, ?> inputs) {
        Set<String> files = OpenApiDocument.files(schema);
        for (Map.Entry<String, ?> input : inputs.entrySet()) {
            if (files.contains(input.getKey())) {
                checkFile(input.getKey(), input.getValue());
            }
        }
        return inputs;
    }

    private void checkFile(String name, Object value) {
        if (value instanceof Collection<?> items) {
            items.forEach(item -> checkFile(name, item));
        } else if (value instanceof CharSequence text && !URL.matcher(text).matches()) {
            throw new InvalidInputException(name + " of " + ref.model() + " is a file, but found the text \"" + text
                    + "\". Use Path.of(\"" + text + "\") for a local file, or a URL.");
        }
    }

    /** {@return the wire names of inputs that are not to be shown} */
    public String[] secrets() {
        return OpenApiDocument.secrets(schema);
    }
}
