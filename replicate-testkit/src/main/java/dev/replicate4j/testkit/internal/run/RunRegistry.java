package dev.replicate4j.testkit.internal.run;

import dev.replicate4j.testkit.internal.time.ServerClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The runs of a server. Safe for use by several threads. */
public final class RunRegistry {

    /** Beyond this number the oldest ended runs are dropped: a benchmark must not exhaust the memory. */
    private static final int CAPACITY = 20_000;

    private final Map<String, SimulatedRun> byId = new LinkedHashMap<>();
    private final Map<String, SimulatedRun> byStreamToken = new LinkedHashMap<>();
    private final ServerClock clock;
    private final Duration dataLifetime;

    /**
     * Creates an empty store.
     *
     * @param dataLifetime how long inputs and outputs are kept after the end of a run
     */
    public RunRegistry(ServerClock clock, Duration dataLifetime) {
        this.clock = clock;
        this.dataLifetime = dataLifetime;
    }

    /** Adds a run. */
    public synchronized void add(SimulatedRun run) {
        byId.put(run.id(), run);
        byStreamToken.put(run.streamToken(), run);
        if (byId.size() > CAPACITY) {
            SimulatedRun oldest = byId.values().iterator().next();
            if (oldest.ended()) {
                byId.remove(oldest.id());
                byStreamToken.remove(oldest.streamToken());
            }
        }
    }

    /** Finds a run by its id. */
    public synchronized Optional<SimulatedRun> find(String id) {
        return Optional.ofNullable(byId.get(id)).map(this::aged);
    }

    /** Finds a run by its stream's token. */
    public synchronized Optional<SimulatedRun> findStream(String token) {
        return Optional.ofNullable(byStreamToken.get(token)).map(this::aged);
    }

    /** {@return all runs of a kind, newest first} */
    public synchronized List<SimulatedRun> newestFirst(RunSpec.Kind kind) {
        List<SimulatedRun> all = new ArrayList<>(byId.values());
        List<SimulatedRun> runs = new ArrayList<>();
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).spec().kind() == kind) {
                runs.add(aged(all.get(i)));
            }
        }
        return runs;
    }

    /** Expires data when it is read: a timer for each run would keep them all in memory. */
    private SimulatedRun aged(SimulatedRun run) {
        run.removeDataOfBefore(clock.now().minus(dataLifetime));
        return run;
    }
}
