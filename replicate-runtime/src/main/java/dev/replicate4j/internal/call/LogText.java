package dev.replicate4j.internal.call;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts what a run's logs grow by on a tape. Thread-safe. */
final class LogText {

    private final Tape<String> tape = new Tape<>();
    private int length;

    Tape<String> tape() {
        return tape;
    }

    /** Takes the logs as they are now. Logs that are gone, as those of old runs are, add nothing. */
    synchronized void grown(String logs) {
        if (logs.length() > length) {
            tape.append(List.of(logs.substring(length)));
            length = logs.length();
        }
    }

    void end(@Nullable Throwable failure) {
        tape.end(failure);
    }
}
