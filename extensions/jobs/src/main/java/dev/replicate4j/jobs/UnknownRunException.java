package dev.replicate4j.jobs;

import java.util.List;

/** Nobody can tell whether a call was paid, see {@link UnknownRunPolicy}. */
public final class UnknownRunException extends JobException {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // an unmodifiable list of the JDK, which is serializable
    private final List<String> candidates;

    UnknownRunException(String message, List<String> candidates) {
        super(message);
        this.candidates = List.copyOf(candidates);
    }

    /**
     * Returns the predictions that may be it.
     *
     * @return their ids; empty where the list of predictions could not be read as far as needed
     */
    public List<String> candidates() {
        return candidates;
    }
}
