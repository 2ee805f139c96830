package dev.replicate4j.api;

import java.io.Serializable;

/**
 * Who may see and run a model. An open set: a value that this version does not know is kept as it is.
 *
 * @param value the word that the API uses
 */
public record Visibility(String value) implements Serializable {

    /** Everyone. */
    public static final Visibility PUBLIC = new Visibility("public");

    /** Its owner alone. */
    public static final Visibility PRIVATE = new Visibility("private");

    /** Returns the word that the API uses. */
    @Override
    public String toString() {
        return value;
    }
}
