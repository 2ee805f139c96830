package dev.replicate4j.api;

import java.io.Serializable;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A model, as its page shows it.
 *
 * @param json the whole object as received: fields that have no accessor here, and the difference between a missing field
 *     and one that is null
 */
public record Model(Map<String, @Nullable Object> json) implements Serializable {

    /** Copies the object. */
    public Model {
        json = Fields.copy(json);
    }

    /**
     * Returns the model's page.
     *
     * @return its address
     */
    public Optional<URI> url() {
        return Fields.uri(json, "url");
    }

    /**
     * Returns who publishes it.
     *
     * @return user or organization
     */
    public String owner() {
        return Fields.requiredText(json, "owner");
    }

    /**
     * Returns its name.
     *
     * @return unique within its owner
     */
    public String name() {
        return Fields.requiredText(json, "name");
    }

    /**
     * Returns what it does.
     *
     * @return one sentence
     */
    public Optional<String> description() {
        return Fields.text(json, "description");
    }

    /**
     * Returns who may see it.
     *
     * @return public or private
     */
    public Optional<Visibility> visibility() {
        return Fields.text(json, "visibility").map(Visibility::new);
    }

    /**
     * Tells whether Replicate maintains it. Official models are run by name, without a version.
     *
     * @return whether it is official
     */
    public boolean isOfficial() {
        return Fields.flag(json, "is_official");
    }

    /**
     * Returns its source code.
     *
     * @return the address of a repository
     */
    public Optional<URI> githubUrl() {
        return Fields.uri(json, "github_url");
    }

    /**
     * Returns the paper on it.
     *
     * @return its address
     */
    public Optional<URI> paperUrl() {
        return Fields.uri(json, "paper_url");
    }

    /**
     * Returns its license.
     *
     * @return the address of a text
     */
    public Optional<URI> licenseUrl() {
        return Fields.uri(json, "license_url");
    }

    /**
     * Returns its weights.
     *
     * @return their address
     */
    public Optional<URI> weightsUrl() {
        return Fields.uri(json, "weights_url");
    }

    /**
     * Returns its picture.
     *
     * @return its address
     */
    public Optional<URI> coverImageUrl() {
        return Fields.uri(json, "cover_image_url");
    }

    /**
     * Returns how often it has been run.
     *
     * @return 0 or more
     */
    public OptionalLong runCount() {
        return Fields.integer(json, "run_count");
    }

    /**
     * Returns when it was created; the API does not always say.
     *
     * @return the time
     */
    public Optional<Instant> createdAt() {
        return Fields.time(json, "created_at");
    }

    /**
     * Returns the run that its page shows.
     *
     * @return a prediction
     */
    public Optional<Prediction> defaultExample() {
        return Fields.object(json, "default_example", Prediction::new);
    }

    /**
     * Returns its newest version, with the schema of its inputs and outputs.
     *
     * @return the version; empty for a model without any
     */
    public Optional<ModelVersion> latestVersion() {
        return Fields.object(json, "latest_version", ModelVersion::new);
    }

    /** Returns owner and name. */
    @Override
    public String toString() {
        return "Model[" + json.get("owner") + "/" + json.get("name") + "]";
    }
}
