package dev.replicate4j.api;

import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.internal.http.ApiOrigin;

/** Checks the names of models and deployments, and makes parts of URLs of them. */
final class Names {

    private Names() {}

    /**
     * Makes two path segments of {@code owner/name}.
     *
     * @param what for the message: model, deployment
     */
    static String ownerAndName(String what, String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank() || parts[1].contains(":")) {
            throw new InvalidInputException("A " + what + " is named owner/name, but found \"" + text + "\"."
                    + (text.contains(":") ? " A version is given apart from it." : ""));
        }
        return ApiOrigin.path(parts);
    }
}
