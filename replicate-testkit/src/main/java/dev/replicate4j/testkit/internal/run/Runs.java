package dev.replicate4j.testkit.internal.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All runs that were created. */
public final class Runs {

    private final Map<String, Run> byId = new ConcurrentHashMap<>();
    private final Map<String, Run> byStreamToken = new ConcurrentHashMap<>();
    private final List<Run> inOrder = new ArrayList<>();

    /** Adds a run. */
    public void add(Run run) {
        byId.put(run.id(), run);
        byStreamToken.put(run.streamToken(), run);
        synchronized (inOrder) {
            inOrder.add(run);
        }
    }

    /** Finds a run by its id. */
    public Optional<Run> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Finds a run by its stream's token. */
    public Optional<Run> findStream(String token) {
        return Optional.ofNullable(byStreamToken.get(token));
    }

    /** Returns all runs of a kind, newest first. */
    public List<Run> newestFirst(RunSpec.Kind kind) {
        synchronized (inOrder) {
            List<Run> runs = new ArrayList<>();
            for (int i = inOrder.size() - 1; i >= 0; i--) {
                if (inOrder.get(i).spec().kind() == kind) {
                    runs.add(inOrder.get(i));
                }
            }
            return runs;
        }
    }
}
