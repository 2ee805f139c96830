package dev.replicate4j.spring.boot.webhook;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** Keeps the newest deliveries in memory. Replicate repeats a delivery within about a minute. Thread-safe. */
final class MemoryDeliveryStore implements WebhookDeliveryStore {

    private final int capacity;
    private final Set<String> inProgress = new HashSet<>();
    private final Set<String> done = new LinkedHashSet<>();

    MemoryDeliveryStore(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException(
                    "replicate.webhook.remembered-deliveries must be 1 or more, but is " + capacity + ".");
        }
        this.capacity = capacity;
    }

    @Override
    public synchronized Claim claim(String id) {
        if (done.contains(id)) {
            return Claim.DONE;
        }
        return inProgress.add(id) ? Claim.CLAIMED : Claim.IN_PROGRESS;
    }

    @Override
    public synchronized void done(String id) {
        inProgress.remove(id);
        done.add(id);
        if (done.size() > capacity) {
            done.remove(done.iterator().next());
        }
    }

    @Override
    public synchronized void failed(String id) {
        inProgress.remove(id);
    }
}
