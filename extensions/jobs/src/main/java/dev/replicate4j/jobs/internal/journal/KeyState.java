package dev.replicate4j.jobs.internal.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a key. Small, as there may be very many: what a key has returned is read from the journal again.
 *
 * @param phase how far it has come
 * @param offset where the line is that has last told of it
 * @param digest of its input: the first 128 bits, high
 * @param digestLow of its input: the first 128 bits, low
 * @param id of its prediction, where there is one
 * @param since no prediction of its last create is older, by the API's clock; null where nothing is known of that clock
 * @param attempts how many creates it has had
 */
public record KeyState(
        Phase phase,
        long offset,
        long digest,
        long digestLow,
        @Nullable String id,
        @Nullable Instant since,
        int attempts) {

    /** How far a key has come. */
    public enum Phase {
        /** A create may have been sent. */
        INTENT,
        /** A prediction exists. */
        STARTED,
        /** It has succeeded, and its files are kept. */
        DONE,
        /** It has failed. */
        FAILED,
        /** It was paid, but its output is gone. */
        LOST,
        /** It takes the result of another key. */
        SHARED
    }

    /** {@return whether the key was called with an input of this digest} */
    public boolean isOf(String hex) {
        return digest == high(hex) && digestLow == low(hex);
    }

    static long high(String hex) {
        return Long.parseUnsignedLong(hex, 0, 16, 16);
    }

    static long low(String hex) {
        return Long.parseUnsignedLong(hex, 16, 32, 16);
    }

    KeyState at(Phase next, long line, @Nullable String prediction) {
        return new KeyState(next, line, digest, digestLow, prediction, since, attempts);
    }
}
