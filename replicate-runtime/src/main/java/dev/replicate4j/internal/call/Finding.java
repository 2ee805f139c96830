package dev.replicate4j.internal.call;

import dev.replicate4j.api.Prediction;
import java.util.List;

/** What the recent predictions show of a create whose answer is not known. */
sealed interface Finding {

    /** This is its prediction; nobody else gets it. */
    record Found(Prediction prediction) implements Finding {}

    /** It has none. */
    record None() implements Finding {}

    /** Nobody can tell; the ids are those that may be its. */
    record Unsure(String why, List<String> ids) implements Finding {

        Unsure(String why) {
            this(why, List.of());
        }
    }
}
