package dev.replicate4j.api;

import java.io.Serializable;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A user or an organization.
 *
 * @param json the whole object as received: fields that have no accessor here, and the difference between a missing field
 *     and one that is null
 */
public record Account(Map<String, @Nullable Object> json) implements Serializable {

    /** Copies the object. */
    public Account {
        json = Fields.copy(json);
    }

    /**
     * Returns what kind of account it is.
     *
     * @return user or organization
     */
    public AccountType type() {
        return new AccountType(Fields.requiredText(json, "type"));
    }

    /**
     * Returns the name in the addresses of the account's models.
     *
     * @return the name
     */
    public String username() {
        return Fields.requiredText(json, "username");
    }

    /**
     * Returns the full name.
     *
     * @return the name to show
     */
    public Optional<String> name() {
        return Fields.text(json, "name");
    }

    /**
     * Returns the GitHub profile.
     *
     * @return its address
     */
    public Optional<URI> githubUrl() {
        return Fields.uri(json, "github_url");
    }

    /**
     * Returns the picture.
     *
     * @return its address
     */
    public Optional<URI> avatarUrl() {
        return Fields.uri(json, "avatar_url");
    }

    /** Returns type and name. */
    @Override
    public String toString() {
        return "Account[" + json.get("type") + " " + json.get("username") + "]";
    }
}
