package dev.replicate4j.spring.boot;

/** A client has no API token, so it could not call anything. */
public final class MissingApiTokenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String property;

    MissingApiTokenException(String property) {
        super("There is no API token of Replicate: " + property + " is not set.");
        this.property = property;
    }

    /** {@return the property that is to be set} */
    public String property() {
        return property;
    }
}
