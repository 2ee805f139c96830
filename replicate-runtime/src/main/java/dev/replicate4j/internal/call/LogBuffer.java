package dev.replicate4j.internal.call;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts what a run's logs grow by on a buffer. Thread-safe. */
final class LogBuffer {

    private final ReplayBuffer<String> buffer = new ReplayBuffer<>();
    private int length;

    ReplayBuffer<String> buffer() {
        return buffer;
    }

    /** Takes the logs as they are now. Logs that are gone, as those of old runs are, add nothing. */
    synchronized void grown(String logs) {
        if (logs.length() > length) {
            buffer.append(List.of(logs.substring(length)));
            length = logs.length();
        }
    }

    void end(@Nullable Throwable failure) {
        buffer.end(failure);
    }
}
