package dev.replicate4j.testkit.internal.recording;

import dev.replicate4j.testkit.internal.run.StreamEvent;
import org.jspecify.annotations.Nullable;

/** Puts the lines of an event stream together. */
final class EventAssembler {

    private String name = "message";
    private String id = "";
    private @Nullable StringBuilder data;

    /** Adds a line; returns the event that it ends, or null. */
    @Nullable StreamEvent add(String line) {
        if (line.isEmpty()) {
            return end();
        }
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
        switch (field) {
            case "event" -> name = value;
            case "id" -> id = value;
            case "data" -> {
                StringBuilder known = data;
                data = known == null
                        ? new StringBuilder(value)
                        : known.append('\n').append(value);
            }
            default -> {
                return null;
            }
        }
        return null;
    }

    private @Nullable StreamEvent end() {
        StringBuilder whole = data;
        StreamEvent event = whole == null ? null : new StreamEvent(id, name, whole.toString());
        name = "message";
        id = "";
        data = null;
        return event;
    }
}
