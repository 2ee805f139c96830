package dev.replicate4j.testkit.internal.fault;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The faults that are to be worked, asked at every place. Those added first come first. */
public final class Faults {

    private final List<Active> active = new CopyOnWriteArrayList<>();
    private volatile @Nullable Chaos chaos;

    /** Adds a fault. */
    public Active add(FaultRule rule) {
        Active added = new Active(rule);
        active.add(added);
        return added;
    }

    /** Lets faults happen by chance; null for none. */
    public void chaos(@Nullable Chaos changed) {
        chaos = changed;
    }

    /** Forgets all faults. */
    public void clear() {
        active.clear();
        chaos = null;
    }

    /** Returns what goes wrong at the place, if anything does. */
    public Optional<Hit> take(Effect.Place place, Occasion occasion) {
        for (Active fault : active) {
            if (fault.rule.effect().place() == place && fault.hits(occasion)) {
                return Optional.of(new Hit(fault.rule.name(), fault.rule.effect()));
            }
        }
        Chaos chance = chaos;
        return chance == null ? Optional.empty() : chance.take(place, occasion);
    }

    /** Tells whether any fault could happen; most servers need not ask further. */
    public boolean any() {
        return chaos != null || !active.isEmpty();
    }

    /**
     * A fault that happens now.
     *
     * @param name how it is called
     * @param effect what goes wrong
     */
    public record Hit(String name, Effect effect) {}

    /** A fault with its counts. */
    public final class Active {

        private final FaultRule rule;
        private final AtomicInteger seen = new AtomicInteger();

        Active(FaultRule rule) {
            this.rule = rule;
        }

        /** Returns how often it has been worked. */
        public int count() {
            return Math.max(0, Math.min(rule.times(), seen.get() - rule.skip()));
        }

        /** Takes the fault back. */
        public void remove() {
            active.remove(this);
        }

        private boolean hits(Occasion occasion) {
            if (!rule.fits().test(occasion)) {
                return false;
            }
            // The sum of both may be more than an int holds where a fault has no limit.
            int before = seen.getAndUpdate(count -> count == Integer.MAX_VALUE ? count : count + 1);
            return before >= rule.skip() && before - rule.skip() < rule.times();
        }
    }
}
