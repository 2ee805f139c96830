package dev.replicate4j.tools;

import java.time.Duration;
import java.util.OptionalInt;

/** Is told every few seconds that a call is still under way, so that a client does not give it up. */
@FunctionalInterface
public interface ToolProgressListener {

    /**
     * Receives how far a call has come. Called on a thread of the session.
     *
     * @param elapsed time since the call
     * @param percent how far the model has come, where its logs show a progress bar
     * @param message a short text for people
     */
    void progressed(Duration elapsed, OptionalInt percent, String message);
}
