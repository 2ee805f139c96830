package dev.replicate4j.testkit.internal.recording;

import dev.replicate4j.testkit.internal.json.ServerJson;
import dev.replicate4j.testkit.internal.run.StreamEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A call and its reply; of a call that creates a run, also the later states of the run and the events of its stream. */
final class RecordedExchange {

    private final RecordedCall call;
    private final RecordedReply reply;
    private final List<Map<String, @Nullable Object>> states = new ArrayList<>();
    private final List<StreamEvent> events = new ArrayList<>();
    private int beforeCancel = -1;

    RecordedExchange(RecordedCall call, RecordedReply reply) {
        this.call = call;
        this.reply = reply;
    }

    RecordedCall call() {
        return call;
    }

    RecordedReply reply() {
        return reply;
    }

    /** {@return the states of the run after its creation, in order} */
    List<Map<String, @Nullable Object>> states() {
        return states;
    }

    List<StreamEvent> events() {
        return events;
    }

    /** {@return how many states precede its cancellation; -1 if it was not canceled} */
    int beforeCancel() {
        return beforeCancel;
    }

    /** Adds a state that differs from the last one in more than logs. */
    void addState(Map<String, @Nullable Object> state) {
        Map<String, @Nullable Object> last = states.isEmpty() ? reply.members() : states.get(states.size() - 1);
        if (!states.isEmpty()
                && states.size() != beforeCancel
                && Objects.equals(last.get("status"), state.get("status"))
                && Objects.equals(last.get("output"), state.get("output"))) {
            states.set(states.size() - 1, state);
        } else {
            states.add(state);
        }
    }

    void addCancel(Map<String, @Nullable Object> state) {
        if (beforeCancel < 0) {
            beforeCancel = states.size();
        }
        states.add(state);
    }

    /** Adds an event, unless it has come before: a client that reconnects may get it again. */
    void addEvent(StreamEvent event) {
        if (event.id().isEmpty()
                || events.stream().noneMatch(known -> known.id().equals(event.id()))) {
            events.add(event);
        }
    }

    static RecordedExchange read(Map<String, @Nullable Object> json, RecordedReply reply) {
        RecordedExchange exchange =
                new RecordedExchange(RecordedCall.read(ServerJson.asObject(json.get("request"))), reply);
        ServerJson.asList(json.get("states")).forEach(state -> exchange.states.add(ServerJson.asObject(state)));
        ServerJson.asList(json.get("events")).forEach(event -> {
            Map<String, @Nullable Object> members = ServerJson.asObject(event);
            exchange.events.add(new StreamEvent(
                    String.valueOf(members.get("id")),
                    String.valueOf(members.get("event")),
                    String.valueOf(members.get("data"))));
        });
        if (json.get("canceled_after_states") instanceof Long count) {
            exchange.beforeCancel = count.intValue();
        }
        return exchange;
    }

    Map<String, @Nullable Object> json(Map<String, @Nullable Object> replyJson) {
        Map<String, @Nullable Object> json = ServerJson.object("request", call.json(), "reply", replyJson);
        if (!states.isEmpty()) {
            json.put("states", states);
        }
        if (beforeCancel >= 0) {
            json.put("canceled_after_states", (long) beforeCancel);
        }
        if (!events.isEmpty()) {
            json.put(
                    "events",
                    events.stream()
                            .map(event ->
                                    ServerJson.object("event", event.name(), "id", event.id(), "data", event.data()))
                            .toList());
        }
        return json;
    }
}
