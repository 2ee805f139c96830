package dev.replicate4j.internal.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Holds requests back from endpoints that have said that they get too many. */
final class Gate {

    private final Pacer pacer;
    private final Map<String, Long> openAgain = new ConcurrentHashMap<>();

    Gate(Pacer pacer) {
        this.pacer = pacer;
    }

    /** Closes the gate of an operation; a longer pause that is under way stays. */
    void pause(String operation, Duration duration) {
        openAgain.merge(operation, pacer.nanoTime() + duration.toNanos(), (a, b) -> a - b > 0 ? a : b);
    }

    /** Returns how long the operation's gate stays closed: zero if it is open. */
    Duration remaining(String operation) {
        Long until = openAgain.get(operation);
        if (until == null) {
            return Duration.ZERO;
        }
        long nanos = until - pacer.nanoTime();
        if (nanos <= 0) {
            openAgain.remove(operation, until);
            return Duration.ZERO;
        }
        return Duration.ofNanos(nanos);
    }
}
