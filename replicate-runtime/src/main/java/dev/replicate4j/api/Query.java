package dev.replicate4j.api;

import dev.replicate4j.internal.http.ApiOrigin;
import org.jspecify.annotations.Nullable;

/** Collects the parameters of a URL. */
final class Query {

    private final StringBuilder text = new StringBuilder();

    /** Adds a parameter, unless its value is null. */
    Query add(String name, @Nullable Object value) {
        if (value != null) {
            text.append(text.isEmpty() ? '?' : '&').append(name).append('=').append(ApiOrigin.encode(value.toString()));
        }
        return this;
    }

    /** Returns the query with its question mark; empty if it has no parameters. */
    @Override
    public String toString() {
        return text.toString();
    }
}
