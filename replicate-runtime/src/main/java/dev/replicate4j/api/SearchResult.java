package dev.replicate4j.api;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a search has found.
 *
 * @param json the whole object as received: fields that have no accessor here, and the difference between a missing field
 *     and one that is null
 */
public record SearchResult(Map<String, @Nullable Object> json) implements Serializable {

    /** Copies the object. */
    public SearchResult {
        json = Fields.copy(json);
    }

    /**
     * Returns what was searched for.
     *
     * @return the text as the API understood it
     */
    public Optional<String> query() {
        return Fields.text(json, "query");
    }

    /**
     * Returns the models, the best first.
     *
     * @return the models
     */
    public List<SearchResult.ModelHit> models() {
        return Fields.objects(json, "models", SearchResult.ModelHit::new);
    }

    /**
     * Returns the collections.
     *
     * @return the collections
     */
    public List<SearchResult.CollectionHit> collections() {
        return Fields.objects(json, "collections", SearchResult.CollectionHit::new);
    }

    /**
     * Returns pages of the documentation.
     *
     * @return the pages
     */
    public List<SearchResult.PageHit> pages() {
        return Fields.objects(json, "pages", SearchResult.PageHit::new);
    }

    /** Returns the query. */
    @Override
    public String toString() {
        return "SearchResult[" + json.get("query") + "]";
    }

    /**
     * A model that was found.
     *
     * @param json the whole object as received: fields that have no accessor here, and the difference between a missing field
     *     and one that is null
     */
    public record ModelHit(Map<String, @Nullable Object> json) implements Serializable {

        /** Copies the object. */
        public ModelHit {
            json = Fields.copy(json);
        }

        /**
         * Returns the model.
         *
         * @return the model
         */
        public Model model() {
            return new Model(Fields.map(json, "model"));
        }

        /**
         * Returns why it was found.
         *
         * @return score and tags
         */
        public Metadata metadata() {
            return new Metadata(Fields.map(json, "metadata"));
        }

        /** Returns the model. */
        @Override
        public String toString() {
            return "ModelHit[" + model() + "]";
        }
    }

    /**
     * Why a model was found.
     *
     * @param json the whole object as received: fields that have no accessor here, and the difference between a missing field
     *     and one that is null
     */
    public record Metadata(Map<String, @Nullable Object> json) implements Serializable {

        /** Copies the object. */
        public Metadata {
            json = Fields.copy(json);
        }

        /**
         * Returns what the model does, as another model describes it.
         *
         * @return some sentences
         */
        public Optional<String> generatedDescription() {
            return Fields.text(json, "generated_description");
        }

        /**
         * Returns how well it fits.
         *
         * @return more is better
         */
        public Optional<Double> score() {
            return Fields.number(json, "score");
        }

        /**
         * Returns words that describe it.
         *
         * @return the tags
         */
        public List<String> tags() {
            return Fields.texts(json, "tags");
        }
    }

    /**
     * A collection that was found.
     *
     * @param json the whole object as received: fields that have no accessor here, and the difference between a missing field
     *     and one that is null
     */
    public record CollectionHit(Map<String, @Nullable Object> json) implements Serializable {

        /** Copies the object. */
        public CollectionHit {
            json = Fields.copy(json);
        }

        /**
         * Returns the title.
         *
         * @return the title
         */
        public String name() {
            return Fields.requiredText(json, "name");
        }

        /**
         * Returns the name in its address.
         *
         * @return to be given to {@link ModelCollections#get}
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
         * Returns the models in it.
         *
         * @return {@code owner/name} each
         */
        public List<String> models() {
            return Fields.texts(json, "models");
        }

        /** Returns the slug. */
        @Override
        public String toString() {
            return "CollectionHit[" + json.get("slug") + "]";
        }
    }

    /**
     * A page of the documentation that was found.
     *
     * @param json the whole object as received: fields that have no accessor here, and the difference between a missing field
     *     and one that is null
     */
    public record PageHit(Map<String, @Nullable Object> json) implements Serializable {

        /** Copies the object. */
        public PageHit {
            json = Fields.copy(json);
        }

        /**
         * Returns the title.
         *
         * @return the title
         */
        public String name() {
            return Fields.requiredText(json, "name");
        }

        /**
         * Returns where it is.
         *
         * @return a path on replicate.com
         */
        public String href() {
            return Fields.requiredText(json, "href");
        }

        /** Returns the path. */
        @Override
        public String toString() {
            return "PageHit[" + json.get("href") + "]";
        }
    }
}
