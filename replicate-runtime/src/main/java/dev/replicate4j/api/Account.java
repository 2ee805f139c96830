package dev.replicate4j.api;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A user or an organization. */
public final class Account extends ApiObject {

    private static final long serialVersionUID = 1L;

    /** Copies a JSON object of the API. */
    public Account(Map<String, ? extends @Nullable Object> json) {
        super(json, "type", "username");
    }

    /** {@return user or organization} */
    public AccountType type() {
        return new AccountType(requiredText("type"));
    }

    /** {@return the name that the references of the account's models begin with} */
    public String username() {
        return requiredText("username");
    }

    /** {@return the full name} */
    public Optional<String> name() {
        return text("name");
    }

    /** {@return the address of the GitHub profile} */
    public Optional<URI> githubUrl() {
        return uri("github_url");
    }

    /** {@return the address of the picture} */
    public Optional<URI> avatarUrl() {
        return uri("avatar_url");
    }
}
