package dev.replicate4j.codegen;

/**
 * Something a user should know of a generation.
 *
 * @param severity whether it keeps the model's class from being generated
 * @param tag a fixed word to search for, such as {@code DuplicateClass}
 * @param model the model concerned, as {@code owner/name}
 * @param message what is wrong with which thing, what was expected and what to do; stands alone
 */
public record Diagnostic(Severity severity, String tag, String model, String message) {

    /** Whether a model was generated all the same. */
    public enum Severity {
        /** No class was generated for the model. */
        ERROR,
        /** The class was generated, but something in it is less than its schema says. */
        WARNING
    }

    static Diagnostic error(String tag, String model, String message) {
        return new Diagnostic(Severity.ERROR, tag, model, message);
    }

    static Diagnostic warning(String tag, String model, String message) {
        return new Diagnostic(Severity.WARNING, tag, model, message);
    }

    /** Returns the tag in brackets, then the message. */
    @Override
    public String toString() {
        return "[" + tag + "] " + message;
    }
}
