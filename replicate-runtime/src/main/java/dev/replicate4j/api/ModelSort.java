package dev.replicate4j.api;

import java.util.Locale;

/** What models are sorted by. */
public enum ModelSort {
    /** When the model was created. */
    MODEL_CREATED_AT,
    /** When its newest version was pushed: the API's default. */
    LATEST_VERSION_CREATED_AT;

    static Query query(ModelSort sort, SortDirection direction) {
        return new Query()
                .add("sort_by", sort.name().toLowerCase(Locale.ROOT))
                .add("sort_direction", direction.name().toLowerCase(Locale.ROOT));
    }
}
