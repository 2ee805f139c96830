package dev.replicate4j.api;

import java.io.Serializable;

/**
 * Where a prediction was created. An open set.
 *
 * @param value the word that the API uses
 */
public record Source(String value) implements Serializable {

    /** By a program. */
    public static final Source API = new Source("api");

    /** On the web site. */
    public static final Source WEB = new Source("web");

    /** Returns the word that the API uses. */
    @Override
    public String toString() {
        return value;
    }
}
