package dev.replicate4j;

import dev.replicate4j.api.Prediction;
import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.model.ModelRef;
import dev.replicate4j.model.OutputType;
import java.util.Map;
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
record ModelFacts(
        ModelRef ref,
        @Nullable String version,
        boolean official,
        Map<String, @Nullable Object> schema,
        String cogVersion,
        @Nullable Prediction example) {

    /** Reads what {@code GET /models/owner/name} answers. */
    static ModelFacts ofModel(ModelRef ref, Map<String, @Nullable Object> model) {
        Map<String, @Nullable Object> latest = Schemas.object(model.get("latest_version"));
        boolean official = Boolean.TRUE.equals(model.get("is_official"));
        String version = latest.get("id") instanceof String id ? id : null;
        if (version == null && !official) {
            throw new InvalidInputException(ref + " has no version that could be run. Ask its owner to push one.");
        }
        Map<String, @Nullable Object> example = Schemas.object(model.get("default_example"));
        return new ModelFacts(
                ref,
                version,
                official,
                Schemas.object(latest.get("openapi_schema")),
                Schemas.text(latest.get("cog_version")),
                example.isEmpty() ? null : new Prediction(example));
    }

    /** Reads what {@code GET /models/owner/name/versions/id} answers; empty where the version can't be asked for. */
    static ModelFacts ofVersion(ModelRef ref, Map<String, @Nullable Object> version) {
        return new ModelFacts(
                ref,
                ref.version().orElse(null),
                false,
                Schemas.object(version.get("openapi_schema")),
                Schemas.text(version.get("cog_version")),
                null);
    }

    /** Returns the model as a function of untyped inputs and outputs. */
    ModelDefinition<Map<String, ?>, @Nullable Object, @Nullable Object> definition() {
        OutputType<@Nullable Object, @Nullable Object> output = Schemas.output(schema, cogVersion);
        String[] secrets = Schemas.secrets(schema);
        String id = version == null ? "" : version;
        ModelDefinition<Map<String, ?>, @Nullable Object, @Nullable Object> definition = official
                ? ModelDefinition.official(ref.model(), id, output)
                : ModelDefinition.versioned(ref.model(), id, output);
        return definition.secrets(secrets);
    }
}
