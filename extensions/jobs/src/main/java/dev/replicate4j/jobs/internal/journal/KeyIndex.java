package dev.replicate4j.jobs.internal.journal;

import dev.replicate4j.jobs.internal.journal.KeyState.Phase;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The state of each key, as the entries of a journal tell it one after the other. Thread-safe. */
public final class KeyIndex {

    private final Map<String, KeyState> keys = new LinkedHashMap<>();
    private final Map<Phase, Integer> phases = new EnumMap<>(Phase.class);
    private final Set<String> ids = new HashSet<>();
    private @Nullable Instant newest;

    /** Takes an entry in. */
    public synchronized void apply(long offset, JournalEntry entry) {
        KeyState old = keys.get(entry.key());
        KeyState now = next(old, offset, entry);
        if (now == null) {
            keys.remove(entry.key());
        } else {
            keys.put(entry.key(), now);
        }
        count(old, -1);
        count(now, 1);
    }

    private @Nullable KeyState next(@Nullable KeyState old, long offset, JournalEntry entry) {
        if (entry instanceof JournalEntry.Intent intent) {
            int attempts = old == null ? 1 : old.attempts() + 1;
            return state(Phase.INTENT, offset, intent.digest(), attempts);
        }
        if (entry instanceof JournalEntry.Shared shared) {
            return state(Phase.SHARED, offset, shared.digest(), 0);
        }
        if (entry instanceof JournalEntry.Forgotten || entry instanceof JournalEntry.Withdrawn || old == null) {
            return null;
        }
        if (entry instanceof JournalEntry.Started started) {
            if (started.created() != null
                    && (newest == null || started.created().isAfter(newest))) {
                newest = started.created();
            }
            ids.add(started.id());
            return old.at(Phase.STARTED, offset, started.id());
        }
        if (entry instanceof JournalEntry.Done done) {
            ids.add(done.id());
            return old.at(Phase.DONE, offset, done.id());
        }
        return entry instanceof JournalEntry.Lost lost
                ? old.at(Phase.LOST, offset, lost.id())
                : old.at(Phase.FAILED, offset, ((JournalEntry.Failed) entry).id());
    }

    private KeyState state(Phase phase, long offset, String digest, int attempts) {
        return new KeyState(phase, offset, KeyState.high(digest), KeyState.low(digest), null, newest, attempts);
    }

    private void count(@Nullable KeyState state, int change) {
        if (state != null) {
            phases.merge(state.phase(), change, Integer::sum);
        }
    }

    /** {@return the state of a key; null where it was never called} */
    public synchronized @Nullable KeyState get(String key) {
        return keys.get(key);
    }

    /** {@return how many keys are in a phase} */
    public synchronized int count(Phase phase) {
        return phases.getOrDefault(phase, 0);
    }

    /** {@return how many keys there are} */
    public synchronized int size() {
        return keys.size();
    }

    /** {@return whether a prediction belongs to a key, also to an earlier attempt of one} */
    public synchronized boolean isKnown(String id) {
        return ids.contains(id);
    }

    /**
     * Gives a prediction to a key.
     *
     * @return false if it belongs to one already
     */
    public synchronized boolean take(String id) {
        return ids.add(id);
    }

    /** {@return how many keys wait for their create to be cleared up, with an input of this digest} */
    public synchronized int pending(String digest) {
        Collection<KeyState> states = keys.values();
        return (int) states.stream()
                .filter(state -> state.phase() == Phase.INTENT && state.isOf(digest))
                .count();
    }

    /** {@return whether the newest line of a key is this one} */
    public synchronized boolean isNewest(long offset, JournalEntry entry) {
        KeyState state = keys.get(entry.key());
        return state != null && state.offset() == offset;
    }
}
