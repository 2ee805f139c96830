package dev.replicate4j.testkit;

import dev.replicate4j.testkit.internal.fault.FaultInjector;
import java.util.List;

/** Faults that have been injected into a server. */
public final class InjectedFault implements AutoCloseable {

    private final List<FaultInjector.Active> active;

    InjectedFault(List<FaultInjector.Active> active) {
        this.active = List.copyOf(active);
    }

    /** {@return how often the faults have happened: the sum over all that were injected together} */
    public int count() {
        return active.stream().mapToInt(FaultInjector.Active::count).sum();
    }

    /** Removes the faults. */
    @Override
    public void close() {
        active.forEach(FaultInjector.Active::remove);
    }
}
