package dev.replicate4j.testkit.internal.fault;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The injected faults. Those added first come first. */
public final class FaultInjector {

    private final List<Active> active = new CopyOnWriteArrayList<>();
    private volatile @Nullable Chaos chaos;

    /** Adds a fault. */
    public Active add(FaultRule rule) {
        Active added = new Active(rule);
        active.add(added);
        return added;
    }

    /** Sets the random faults; null for none. */
    public void chaos(@Nullable Chaos changed) {
        chaos = changed;
    }

    /** Removes all faults. */
    public void clear() {
        active.clear();
        chaos = null;
    }

    /** {@return the effect of the kind that is due now, if one is} */
    public <E extends FaultEffect> Optional<FaultHit<E>> take(Class<E> kind, FaultPoint occasion) {
        return take(kind, occasion, effect -> true);
    }

    /** {@return the effect of the kind that is due now and of use; the others are kept for later} */
    public <E extends FaultEffect> Optional<FaultHit<E>> take(Class<E> kind, FaultPoint occasion, Predicate<E> useful) {
        for (Active fault : active) {
            FaultEffect effect = fault.rule.effect();
            if (kind.isInstance(effect) && useful.test(kind.cast(effect)) && fault.hits(occasion)) {
                return Optional.of(new FaultHit<>(fault.rule.name(), kind.cast(effect)));
            }
        }
        Chaos chance = chaos;
        return chance == null ? Optional.empty() : chance.take(kind, occasion);
    }

    /** {@return whether there is any fault} */
    public boolean any() {
        return chaos != null || !active.isEmpty();
    }

    /** A fault with its counts. */
    public final class Active {

        private final FaultRule rule;
        private final AtomicInteger seen = new AtomicInteger();

        Active(FaultRule rule) {
            this.rule = rule;
        }

        /** {@return how often it has happened} */
        public int count() {
            return Math.max(0, Math.min(rule.times(), seen.get() - rule.skip()));
        }

        /** Removes the fault. */
        public void remove() {
            active.remove(this);
        }

        private boolean hits(FaultPoint occasion) {
            if (!rule.fits().test(occasion)) {
                return false;
            }
            // The sum of both could overflow where a fault has no limit.
            int before = seen.getAndUpdate(count -> count == Integer.MAX_VALUE ? count : count + 1);
            return before >= rule.skip() && before - rule.skip() < rule.times();
        }
    }
}
