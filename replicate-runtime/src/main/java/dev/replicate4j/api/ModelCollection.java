package dev.replicate4j.api;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Models that belong together, as Replicate sees it.
 *
 * @param json the whole object as received: fields that have no accessor here, and the difference between a missing field
 *     and one that is null
 */
public record ModelCollection(Map<String, @Nullable Object> json) implements Serializable {

    /** Copies the object. */
    public ModelCollection {
        json = Fields.copy(json);
    }

    /**
     * Returns the title.
     *
     * @return for example {@code Super resolution}
     */
    public String name() {
        return Fields.requiredText(json, "name");
    }

    /**
     * Returns the name in the collection's address.
     *
     * @return lower case words with dashes
     */
    public String slug() {
        return Fields.requiredText(json, "slug");
    }

    /**
     * Returns what the models have in common.
     *
     * @return one sentence
     */
    public Optional<String> description() {
        return Fields.text(json, "description");
    }

    /**
     * Returns the text of the collection's page.
     *
     * @return Markdown; absent in lists
     */
    public Optional<String> fullDescription() {
        return Fields.text(json, "full_description");
    }

    /**
     * Returns the models, all on one page.
     *
     * @return the models; empty in lists
     */
    public List<Model> models() {
        return Fields.objects(json, "models", Model::new);
    }

    /** Returns the slug. */
    @Override
    public String toString() {
        return "ModelCollection[" + json.get("slug") + "]";
    }
}
