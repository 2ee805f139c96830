package dev.replicate4j.spring.boot.health;

import dev.replicate4j.Replicate;
import dev.replicate4j.error.ReplicateException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks Replicate whose the token is, which costs nothing, and remembers the answer for a while: health endpoints may be asked
 * every second. Thread-safe.
 */
final class AccountProbe {

    private final Replicate replicate;
    private final ReplicateHealthProperties properties;
    private final LongSupplier nanoTime;
    private @Nullable Answer last;
    private long askedAt;

    /**
     * What was answered.
     *
     * @param account the name of the account; null if it is not known
     * @param failure why not; null if it is
     */
    record Answer(@Nullable String account, @Nullable Exception failure) {}

    AccountProbe(Replicate replicate, ReplicateHealthProperties properties, LongSupplier nanoTime) {
        this.replicate = replicate;
        this.properties = properties;
        this.nanoTime = nanoTime;
    }

    /** Answers; others that ask meanwhile wait for the same answer. */
    synchronized Answer answer() {
        Answer known = last;
        Duration cache = properties.cache();
        if (known == null || nanoTime.getAsLong() - askedAt >= cache.toNanos()) {
            known = ask();
            last = known;
            askedAt = nanoTime.getAsLong();
        }
        return known;
    }

    private Answer ask() {
        try {
            return new Answer(
                    replicate
                            .accounts()
                            .with(o -> o.requestTimeout(properties.timeout()))
                            .get()
                            .username(),
                    null);
        } catch (ReplicateException | IllegalStateException e) {
            return new Answer(null, e);
        }
    }
}
