package dev.replicate4j.testkit.internal.recording;

import dev.replicate4j.testkit.internal.json.ServerJson;
import dev.replicate4j.testkit.internal.run.StreamEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A recorded run that is replayed: each read shows the next of its states, the last one again and again. So a client may read
 * it more or less often than the one that was recorded. Safe for use by several threads.
 */
final class ReplayedRun {

    private final RecordedExchange exchange;
    private final List<Map<String, @Nullable Object>> states = new ArrayList<>();
    private int position;
    private int end;

    ReplayedRun(RecordedExchange exchange) {
        this.exchange = exchange;
        states.add(exchange.reply().members());
        states.addAll(exchange.states());
        boolean canceled = exchange.beforeCancel() >= 0;
        end = canceled ? exchange.beforeCancel() : states.size() - 1;
    }

    Set<String> streamUrls() {
        Set<String> urls = new TreeSet<>();
        for (Map<String, @Nullable Object> state : states) {
            if (ServerJson.asObject(state.get("urls")).get("stream") instanceof String url) {
                urls.add(url);
            }
        }
        return urls;
    }

    /** {@return the next state} */
    synchronized Map<String, @Nullable Object> next() {
        position = Math.min(position + 1, end);
        return states.get(position);
    }

    /** Cancels the run: the states after its recorded cancellation follow. Where it was not canceled, it ends as recorded. */
    synchronized Map<String, @Nullable Object> cancel() {
        position = Math.max(position, Math.min(end + 1, states.size() - 1));
        end = states.size() - 1;
        return states.get(position);
    }

    /** Shows the last state from now on: the stream has ended. */
    synchronized void finish() {
        position = end;
    }

    List<StreamEvent> eventsAfter(@Nullable String lastId) {
        List<StreamEvent> events = exchange.events();
        for (int i = 0; lastId != null && i < events.size(); i++) {
            if (events.get(i).id().equals(lastId)) {
                return events.subList(i + 1, events.size());
            }
        }
        return events;
    }
}
