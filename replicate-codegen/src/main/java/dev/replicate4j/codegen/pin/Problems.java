package dev.replicate4j.codegen.pin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong, so that one build tells it all. Each message stands alone: it starts with a short fixed tag in
 * brackets to search for, says what is wrong with which thing, what was found, what was expected and what to do.
 */
public final class Problems {

    private final List<String> messages = new ArrayList<>();
    private @Nullable Throwable cause;

    /** Makes an empty collection. */
    public Problems() {}

    /**
     * Adds something that the user can put right in the project.
     *
     * @param message the whole story, with its tag
     */
    public void add(String message) {
        messages.add(message);
    }

    /**
     * Adds something that the machine or the network is to blame for.
     *
     * @param message the whole story, with its tag
     * @param reason what was thrown; null where the project is to blame
     */
    public void add(String message, @Nullable Throwable reason) {
        add(message);
        if (cause == null) {
            cause = reason;
        }
    }

    /**
     * Tells whether nothing is wrong.
     *
     * @return whether no problem was added
     */
    public boolean isEmpty() {
        return messages.isEmpty();
    }

    /**
     * Returns the first failure of machine or network.
     *
     * @return what was thrown; empty where the project alone is wrong
     */
    public Optional<Throwable> cause() {
        return Optional.ofNullable(cause);
    }

    /**
     * Returns the whole story.
     *
     * @return one problem as it is, several below a line that counts them
     */
    public String message() {
        if (messages.size() == 1) {
            return messages.get(0);
        }
        return messages.size() + " problems with the models of this build:\n  " + String.join("\n  ", messages);
    }
}
