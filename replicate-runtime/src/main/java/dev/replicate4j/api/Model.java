package dev.replicate4j.api;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A model, as its page shows it. */
public final class Model extends ApiObject {

    private static final long serialVersionUID = 1L;

    /** Copies a JSON object of the API. */
    public Model(Map<String, ? extends @Nullable Object> json) {
        super(json, "owner", "name");
    }

    /** {@return the address of the model's page} */
    public Optional<URI> url() {
        return uri("url");
    }

    /** {@return the user or organization that publishes it} */
    public String owner() {
        return requiredText("owner");
    }

    /** {@return its name, unique within its owner} */
    public String name() {
        return requiredText("name");
    }

    /** {@return what it does, in one sentence} */
    public Optional<String> description() {
        return text("description");
    }

    /** {@return public or private} */
    public Optional<Visibility> visibility() {
        return text("visibility").map(Visibility::new);
    }

    /** {@return whether Replicate maintains it} Official models run by name, without a version. */
    public boolean isOfficial() {
        return flag("is_official");
    }

    /** {@return the address of its source code} */
    public Optional<URI> githubUrl() {
        return uri("github_url");
    }

    /** {@return the address of the paper on it} */
    public Optional<URI> paperUrl() {
        return uri("paper_url");
    }

    /** {@return the address of its license} */
    public Optional<URI> licenseUrl() {
        return uri("license_url");
    }

    /** {@return the address of its weights} */
    public Optional<URI> weightsUrl() {
        return uri("weights_url");
    }

    /** {@return the address of its picture} */
    public Optional<URI> coverImageUrl() {
        return uri("cover_image_url");
    }

    /** {@return how often it has been run} */
    public OptionalLong runCount() {
        return integer("run_count");
    }

    /** {@return the time of its creation, which the API does not always send} */
    public Optional<Instant> createdAt() {
        return time("created_at");
    }

    /** {@return the run that its page shows} */
    public Optional<Prediction> defaultExample() {
        return object("default_example", Prediction::new);
    }

    /** {@return its newest version with its schema; empty for a model without versions} */
    public Optional<ModelVersion> latestVersion() {
        return object("latest_version", ModelVersion::new);
    }
}
