package dev.replicate4j.api;

import dev.replicate4j.internal.http.ApiOrigin;

/** Checks the arguments of requests, and makes parts of URLs of them. */
final class Names {

    private Names() {}

    /**
     * Makes two path segments of {@code owner/name}.
     *
     * @param what for the message: model, deployment
     * @throws IllegalArgumentException if the text has another form
     */
    static String ownerAndName(String what, String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank() || parts[1].contains(":")) {
            throw new IllegalArgumentException("A " + what + " is named owner/name, but found \"" + text + "\"."
                    + (text.contains(":") ? " A version is given apart from it." : ""));
        }
        return ApiOrigin.path(parts);
    }

    /** Returns a number that is in its range, or says which one is not. */
    static int within(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be " + min + " to " + max + ", but is " + value + ".");
        }
        return value;
    }
}
