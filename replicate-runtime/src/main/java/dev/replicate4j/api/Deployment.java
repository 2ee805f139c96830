package dev.replicate4j.api;

import java.io.Serializable;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A model on machines of one's own, under a name of one's own.
 *
 * @param json the whole object as received: fields that have no accessor here, and the difference between a missing field
 *     and one that is null
 */
public record Deployment(Map<String, @Nullable Object> json) implements Serializable {

    /** Copies the object. */
    public Deployment {
        json = Fields.copy(json);
    }

    /**
     * Returns whose it is.
     *
     * @return user or organization
     */
    public String owner() {
        return Fields.requiredText(json, "owner");
    }

    /**
     * Returns its name.
     *
     * @return unique within its owner
     */
    public String name() {
        return Fields.requiredText(json, "name");
    }

    /**
     * Returns what it runs.
     *
     * @return the last release
     */
    public Optional<Deployment.Release> currentRelease() {
        return Fields.object(json, "current_release", Deployment.Release::new);
    }

    /** Returns owner and name. */
    @Override
    public String toString() {
        return "Deployment[" + json.get("owner") + "/" + json.get("name") + "]";
    }

    /**
     * What a deployment runs since its last change.
     *
     * @param json the whole object as received: fields that have no accessor here, and the difference between a missing field
     *     and one that is null
     */
    public record Release(Map<String, @Nullable Object> json) implements Serializable {

        /** Copies the object. */
        public Release {
            json = Fields.copy(json);
        }

        /**
         * Returns which release it is.
         *
         * @return 1 for the first; every change adds one
         */
        public OptionalLong number() {
            return Fields.integer(json, "number");
        }

        /**
         * Returns the model.
         *
         * @return {@code owner/name}
         */
        public Optional<String> model() {
            return Fields.text(json, "model");
        }

        /**
         * Returns the version of the model.
         *
         * @return its id
         */
        public Optional<String> version() {
            return Fields.text(json, "version");
        }

        /**
         * Returns when the deployment was changed so.
         *
         * @return the time
         */
        public Optional<Instant> createdAt() {
            return Fields.time(json, "created_at");
        }

        /**
         * Returns who changed it.
         *
         * @return the account
         */
        public Optional<Account> createdBy() {
            return Fields.object(json, "created_by", Account::new);
        }

        /**
         * Returns on what it runs.
         *
         * @return hardware and instances
         */
        public Configuration configuration() {
            return new Configuration(Fields.map(json, "configuration"));
        }

        /** Returns number and model. */
        @Override
        public String toString() {
            return "Release[" + json.get("number") + " of " + json.get("model") + "]";
        }
    }

    /**
     * On what a deployment runs.
     *
     * @param json the whole object as received: fields that have no accessor here, and the difference between a missing field
     *     and one that is null
     */
    public record Configuration(Map<String, @Nullable Object> json) implements Serializable {

        /** Copies the object. */
        public Configuration {
            json = Fields.copy(json);
        }

        /**
         * Returns the machine.
         *
         * @return the {@linkplain Hardware#sku SKU} of the hardware
         */
        public Optional<String> hardware() {
            return Fields.text(json, "hardware");
        }

        /**
         * Returns how many instances are always on.
         *
         * @return 0 to 5
         */
        public OptionalLong minInstances() {
            return Fields.integer(json, "min_instances");
        }

        /**
         * Returns how many instances there are at most.
         *
         * @return 0 to 20
         */
        public OptionalLong maxInstances() {
            return Fields.integer(json, "max_instances");
        }
    }
}
