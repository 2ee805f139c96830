package dev.replicate4j.testkit.internal.run;

import dev.replicate4j.testkit.internal.json.ServerJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A prediction or training: its state and its listeners. Safe for use by several threads. */
public final class SimulatedRun {

    private final String id;
    private final String streamToken;
    private final RunSpec spec;
    private final Instant createdAt;
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private final List<StreamEvent> events = new ArrayList<>();
    private final StringBuilder logs = new StringBuilder();
    private final Map<String, Object> metrics = new LinkedHashMap<>();
    private RunStatus status = RunStatus.STARTING;
    private @Nullable Instant startedAt;
    private @Nullable Instant completedAt;
    private @Nullable List<@Nullable Object> pieces;
    private @Nullable Object whole;
    private boolean hasOutput;
    private @Nullable String error;
    private boolean removed;

    /** Creates a run in the queue. */
    public SimulatedRun(String id, String streamToken, RunSpec spec, Instant createdAt) {
        this.id = id;
        this.streamToken = streamToken;
        this.spec = spec;
        this.createdAt = createdAt;
    }

    /** {@return the id} */
    public String id() {
        return id;
    }

    /** {@return the unguessable part of the stream's URL} */
    public String streamToken() {
        return streamToken;
    }

    /** {@return what was asked for} */
    public RunSpec spec() {
        return spec;
    }

    /** {@return the time of the request} */
    public Instant createdAt() {
        return createdAt;
    }

    /** {@return the state now} */
    public synchronized Snapshot snapshot() {
        List<@Nullable Object> list = pieces;
        Object output = list == null ? whole : new ArrayList<>(list);
        return new Snapshot(
                status,
                startedAt,
                completedAt,
                hasOutput,
                output,
                error,
                logs.toString(),
                new LinkedHashMap<>(metrics),
                removed);
    }

    /** {@return whether the run has ended} */
    public synchronized boolean ended() {
        return status.terminal();
    }

    /** Calls the listener after every change, until it is taken back. */
    public void listen(Consumer<Change> listener) {
        listeners.add(listener);
    }

    /** Calls the listener no more. */
    public void unlisten(Consumer<Change> listener) {
        listeners.remove(listener);
    }

    /** Leaves the queue. Does nothing, and tells so, if the run has ended. */
    public boolean start(Instant now) {
        synchronized (this) {
            if (status != RunStatus.STARTING) {
                return false;
            }
            status = RunStatus.PROCESSING;
            startedAt = now;
        }
        tell(Change.STARTED);
        return true;
    }

    /** Adds a piece to an output that grows. */
    public void addPiece(@Nullable Object piece, String eventData, Instant now) {
        synchronized (this) {
            if (status.terminal()) {
                return;
            }
            List<@Nullable Object> list = pieces == null ? new ArrayList<>() : pieces;
            list.add(piece);
            pieces = list;
            hasOutput = true;
            addEvent("output", eventData, now);
        }
        tell(Change.OUTPUT);
    }

    /** Sets the output as a whole; the texts go to the stream, one event each. */
    public void setOutput(@Nullable Object output, List<String> eventData, Instant now) {
        synchronized (this) {
            if (status.terminal()) {
                return;
            }
            pieces = null;
            whole = output;
            hasOutput = true;
            eventData.forEach(data -> addEvent("output", data, now));
        }
        tell(Change.OUTPUT);
    }

    /** Adds a line to the logs. */
    public void log(String line, Instant now) {
        synchronized (this) {
            if (status.terminal()) {
                return;
            }
            logs.append(line).append('\n');
            addEvent("logs", line, now);
        }
        tell(Change.LOGS);
    }

    /** Notes a measure. */
    public synchronized void metric(String name, Object value) {
        metrics.put(name, value);
    }

    /** Ends the run. Does nothing, and tells so, if it has ended before. */
    public boolean end(RunStatus how, @Nullable String failure, Instant now) {
        synchronized (this) {
            if (status.terminal()) {
                return false;
            }
            status = how;
            completedAt = now;
            error = failure;
            if (how == RunStatus.FAILED) {
                addEvent("error", "{\"detail\":" + quoted(failure) + "}", now);
            }
            addEvent("done", reason(how), now);
        }
        tell(Change.COMPLETED);
        return true;
    }

    /** Forgets input, output and logs if the run ended at the given time or before. */
    public synchronized void removeDataOfBefore(Instant time) {
        if (completedAt == null || completedAt.isAfter(time)) {
            return;
        }
        removed = true;
        pieces = null;
        whole = null;
        hasOutput = true;
        logs.setLength(0);
        events.clear();
    }

    /** {@return the events after the one of the given id; all if there is none of the id} */
    public synchronized List<StreamEvent> eventsAfter(@Nullable String lastId) {
        int from = 0;
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).id().equals(lastId)) {
                from = i + 1;
            }
        }
        return List.copyOf(events.subList(from, events.size()));
    }

    /** {@return whether nothing follows the event of the given id} */
    public synchronized boolean isLastEvent(@Nullable String id) {
        return status.terminal()
                && !events.isEmpty()
                && events.get(events.size() - 1).id().equals(id);
    }

    private void addEvent(String name, String data, Instant now) {
        events.add(new StreamEvent(now.getEpochSecond() + ":" + events.size(), name, data));
    }

    private static String quoted(@Nullable String text) {
        return ServerJson.text(text);
    }

    private static String reason(RunStatus how) {
        return switch (how) {
            case FAILED -> "{\"reason\":\"error\"}";
            case CANCELED, ABORTED -> "{\"reason\":\"canceled\"}";
            case STARTING, PROCESSING, SUCCEEDED -> "{}";
        };
    }

    private void tell(Change change) {
        listeners.forEach(listener -> listener.accept(change));
    }

    /** What can change. */
    public enum Change {
        /** The model began. */
        STARTED,
        /** There is more output. */
        OUTPUT,
        /** There are more logs. */
        LOGS,
        /** The run has ended. */
        COMPLETED
    }

    /**
     * The state at one moment.
     *
     * @param status what the run is doing
     * @param startedAt when the model began; null before
     * @param completedAt when the run ended; null before
     * @param hasOutput whether there is any output, be it null
     * @param output the output so far
     * @param error why it failed; null if it did not
     * @param logs the logs so far
     * @param metrics measures of the model
     * @param removed whether the data has been removed
     */
    public record Snapshot(
            RunStatus status,
            @Nullable Instant startedAt,
            @Nullable Instant completedAt,
            boolean hasOutput,
            @Nullable Object output,
            @Nullable String error,
            String logs,
            Map<String, Object> metrics,
            boolean removed) {}
}
