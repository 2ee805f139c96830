package dev.replicate4j.mcp;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds the call that a client cancels. The SDK neither hears of {@code notifications/cancelled} nor tells a tool the id of its
 * request, so each message is looked at on its way in: a call is given its id as metadata, and a cancellation cancels the call
 * of its id.
 */
final class CancelableCalls {

    /** Metadata of a request, under a name of our own. */
    static final String CALL_ID = "dev.replicate4j/call";

    /** A cancellation may come before its call has been begun. */
    private static final int MOST_REMEMBERED = 1_000;

    private final JsonMapper mapper = new JsonMapper();
    private final Map<String, CompletableFuture<?>> calls = new LinkedHashMap<>();
    private final Set<String> early = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_REMEMBERED;
        }
    });

    /**
     * Looks at a message of a client.
     *
     * @param message JSON
     * @param session whose message it is; ids are unique in a session only
     * @return the message to pass on; empty for what is no message, after which the SDK would read no more
     */
    String incoming(String message, String session) {
        JsonNode root;
        try {
            root = mapper.readTree(message);
        } catch (JacksonException notJson) {
            return "";
        }
        if (!root.isObject() || !(root.has("method") || root.has("id"))) {
            return "";
        }
        JsonNode params = root.path("params");
        switch (root.path("method").asString("")) {
            case "notifications/cancelled" -> cancel(key(session, params.path("requestId")));
            case "tools/call" -> {
                if (params instanceof ObjectNode object) {
                    JsonNode meta = params.path("_meta");
                    ObjectNode marked = meta instanceof ObjectNode known ? known : object.putObject("_meta");
                    marked.put(CALL_ID, key(session, root.path("id")));
                    return mapper.writeValueAsString(root);
                }
            }
            default -> {} // nothing of ours
        }
        return message;
    }

    private static String key(String session, JsonNode id) {
        return session + " " + id;
    }

    private void cancel(String key) {
        CompletableFuture<?> call;
        synchronized (calls) {
            call = calls.remove(key);
            if (call == null) {
                early.add(key);
            }
        }
        if (call != null) {
            call.cancel(true);
        }
    }

    /** Adds a call that has been begun, until it ends. */
    void begun(@Nullable Object id, CompletableFuture<?> call) {
        if (!(id instanceof String key)) {
            return;
        }
        boolean canceled;
        synchronized (calls) {
            canceled = early.remove(key);
            if (!canceled) {
                calls.put(key, call);
            }
        }
        if (canceled) {
            call.cancel(true);
        }
        call.whenComplete((result, failure) -> {
            synchronized (calls) {
                calls.remove(key, call);
            }
        });
    }
}
