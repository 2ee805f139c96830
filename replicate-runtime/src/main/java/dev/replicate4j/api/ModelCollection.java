package dev.replicate4j.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A collection of models that Replicate has curated. */
public final class ModelCollection extends ApiObject {

    private static final long serialVersionUID = 1L;

    /** Copies a JSON object of the API. */
    public ModelCollection(Map<String, ? extends @Nullable Object> json) {
        super(json, "slug");
    }

    /** {@return the title, for example {@code Super resolution}} */
    public String name() {
        return requiredText("name");
    }

    /** {@return the name in the collection's address: lower case words with dashes} */
    public String slug() {
        return requiredText("slug");
    }

    /** {@return what the models have in common, in one sentence} */
    public Optional<String> description() {
        return text("description");
    }

    /** {@return the text of the collection's page in Markdown; absent in lists} */
    public Optional<String> fullDescription() {
        return text("full_description");
    }

    /** {@return all models; empty in lists} */
    public List<Model> models() {
        return objects("models", Model::new);
    }
}
