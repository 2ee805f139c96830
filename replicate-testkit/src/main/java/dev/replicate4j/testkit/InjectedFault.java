package dev.replicate4j.testkit;

import dev.replicate4j.testkit.internal.fault.FaultInjector;
import java.util.List;

/** Faults at work in a server. */
public final class InjectedFault implements AutoCloseable {

    private final List<FaultInjector.Active> active;

    InjectedFault(List<FaultInjector.Active> active) {
        this.active = List.copyOf(active);
    }

    /**
     * Returns how often the faults have been worked.
     *
     * @return the sum over all faults that were injected together
     */
    public int count() {
        return active.stream().mapToInt(FaultInjector.Active::count).sum();
    }

    /** Takes the faults back. */
    @Override
    public void close() {
        active.forEach(FaultInjector.Active::remove);
    }
}
