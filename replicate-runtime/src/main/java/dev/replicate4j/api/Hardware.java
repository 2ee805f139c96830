package dev.replicate4j.api;

import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A kind of machine that models run on.
 *
 * @param json the whole object as received: fields that have no accessor here, and the difference between a missing field
 *     and one that is null
 */
public record Hardware(Map<String, @Nullable Object> json) implements Serializable {

    /** Copies the object. */
    public Hardware {
        json = Fields.copy(json);
    }

    /**
     * Returns what it is.
     *
     * @return for example {@code Nvidia T4 GPU}
     */
    public String name() {
        return Fields.requiredText(json, "name");
    }

    /**
     * Returns the word to order it by. New ones appear.
     *
     * @return for example {@code gpu-t4}
     */
    public String sku() {
        return Fields.requiredText(json, "sku");
    }

    /** Returns the SKU. */
    @Override
    public String toString() {
        return "Hardware[" + json.get("sku") + "]";
    }
}
