package dev.replicate4j.codegen.fetch;

import org.jspecify.annotations.Nullable;

/** Tells why a model can't be fetched, and whose matter that is. */
final class FetchException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean everyModel;

    private FetchException(String message, @Nullable Throwable cause, boolean everyModel) {
        super(message, cause);
        this.everyModel = everyModel;
    }

    /** The project or the account is wrong: a name, a right, a version. */
    static FetchException wrong(String message) {
        return new FetchException(message, null, false);
    }

    /** Machine or network failed for this model. */
    static FetchException broken(String message, Throwable cause) {
        return new FetchException(message, cause, false);
    }

    /** The next model would fail in the same way: a refused token, no network. */
    FetchException forEveryModel() {
        return new FetchException(String.valueOf(getMessage()), getCause(), true);
    }

    boolean everyModel() {
        return everyModel;
    }
}
