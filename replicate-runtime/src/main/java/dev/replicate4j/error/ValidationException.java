package dev.replicate4j.error;

import java.util.List;

/**
 * The API understood the request and refuses what it holds: status 422. Inputs that break the model's schema, an unknown
 * version, a field that the API does not know.
 */
public final class ValidationException extends ApiException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message which request failed, what the API answered, what to do
     * @param problem the reply
     */
    public ValidationException(String message, Problem problem) {
        super(message, problem);
    }

    /**
     * {@return the fields that were refused, and why; empty where the API gives only a text, as for an unknown version}
     */
    public List<Problem.InvalidField> invalidFields() {
        return problem().invalidFields();
    }
}
