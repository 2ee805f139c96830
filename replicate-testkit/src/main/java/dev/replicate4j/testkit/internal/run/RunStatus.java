package dev.replicate4j.testkit.internal.run;

import java.util.Locale;

/** The status of a run. */
public enum RunStatus {
    /** In the queue. */
    STARTING(false),
    /** The model runs. */
    PROCESSING(false),
    /** Ended with an output. */
    SUCCEEDED(true),
    /** Ended with an error. */
    FAILED(true),
    /** Ended by its user or by its deadline while the model ran. */
    CANCELED(true),
    /** Ended before the model ran. */
    ABORTED(true);

    private final boolean terminal;

    RunStatus(boolean terminal) {
        this.terminal = terminal;
    }

    /** {@return whether nothing follows} */
    public boolean terminal() {
        return terminal;
    }

    /** {@return the name in the API} */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
