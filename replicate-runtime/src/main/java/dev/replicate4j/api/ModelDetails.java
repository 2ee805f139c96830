package dev.replicate4j.api;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a model's page says, for a model to be created or changed. */
abstract class ModelDetails<R> extends JsonBody<R> {

    ModelDetails(Map<String, @Nullable Object> body) {
        super(body);
    }

    /** Sets the description of what the model does, one sentence. */
    public final R description(String description) {
        return set("description", description);
    }

    /** Sets the address of the repository of its source code. */
    public final R githubUrl(URI githubUrl) {
        return set("github_url", githubUrl.toString());
    }

    /** Sets the address of the paper on it. */
    public final R paperUrl(URI paperUrl) {
        return set("paper_url", paperUrl.toString());
    }

    /** Sets the address of the text of its license. */
    public final R licenseUrl(URI licenseUrl) {
        return set("license_url", licenseUrl.toString());
    }
}
