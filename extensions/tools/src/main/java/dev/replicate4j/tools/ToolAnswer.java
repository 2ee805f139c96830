package dev.replicate4j.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The answer to come of one call. Whoever cancels it gives the call up. */
final class ToolAnswer extends CompletableFuture<ToolResult> {

    private final List<Runnable> abandoned = new ArrayList<>();

    /** Adds what is done when the call is given up; at once, if that has happened already. */
    void onAbandon(Runnable action) {
        synchronized (abandoned) {
            if (!isCancelled()) {
                abandoned.add(action);
                return;
            }
        }
        action.run();
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        List<Runnable> actions;
        synchronized (abandoned) {
            if (!super.cancel(mayInterruptIfRunning)) {
                return false;
            }
            actions = List.copyOf(abandoned);
        }
        actions.forEach(Runnable::run);
        return true;
    }

    /** A stage that depends on it is an ordinary one. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
