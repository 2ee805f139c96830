package dev.replicate4j.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A kind of hardware that models run on. */
public final class Hardware extends ApiObject {

    private static final long serialVersionUID = 1L;

    /** Copies a JSON object of the API. */
    public Hardware(Map<String, ? extends @Nullable Object> json) {
        super(json, "sku");
    }

    /** {@return the name, for example {@code Nvidia T4 GPU}} */
    public String name() {
        return requiredText("name");
    }

    /** {@return the word by which requests name it, for example {@code gpu-t4}} */
    public String sku() {
        return requiredText("sku");
    }
}
