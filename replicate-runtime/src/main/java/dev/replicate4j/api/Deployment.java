package dev.replicate4j.api;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A model on hardware of your own choice, under a name of your own. */
public final class Deployment extends ApiObject {

    private static final long serialVersionUID = 1L;

    /** Copies a JSON object of the API. */
    public Deployment(Map<String, ? extends @Nullable Object> json) {
        super(json, "owner", "name");
    }

    /** {@return the user or organization that owns it} */
    public String owner() {
        return requiredText("owner");
    }

    /** {@return its name, unique within its owner} */
    public String name() {
        return requiredText("name");
    }

    /** {@return what it runs since its last change} */
    public Optional<Release> currentRelease() {
        return object("current_release", Release::new);
    }

    /** What a deployment runs since a change of it. */
    public static final class Release extends ApiObject {

        private static final long serialVersionUID = 1L;

        /** Copies a JSON object of the API. */
        public Release(Map<String, ? extends @Nullable Object> json) {
            super(json, "number", "model");
        }

        /** {@return the number of the release: 1 for the first, one more for each change} */
        public OptionalLong number() {
            return integer("number");
        }

        /** {@return the model, {@code owner/name}} */
        public Optional<String> model() {
            return text("model");
        }

        /** {@return the id of the model's version} */
        public Optional<String> version() {
            return text("version");
        }

        /** {@return the time of the change} */
        public Optional<Instant> createdAt() {
            return time("created_at");
        }

        /** {@return the account that made the change} */
        public Optional<Account> createdBy() {
            return object("created_by", Account::new);
        }

        /** {@return hardware and number of instances} */
        public Configuration configuration() {
            return new Configuration(map("configuration"));
        }
    }

    /** The hardware of a deployment. */
    public static final class Configuration extends ApiObject {

        private static final long serialVersionUID = 1L;

        /** Copies a JSON object of the API. */
        public Configuration(Map<String, ? extends @Nullable Object> json) {
            super(json, "hardware", "min_instances", "max_instances");
        }

        /** {@return the {@linkplain Hardware#sku SKU} of the hardware} */
        public Optional<String> hardware() {
            return text("hardware");
        }

        /** {@return the number of instances that are always on: 0 to 5} */
        public OptionalLong minInstances() {
            return integer("min_instances");
        }

        /** {@return the largest number of instances: 0 to 20} */
        public OptionalLong maxInstances() {
            return integer("max_instances");
        }
    }
}
