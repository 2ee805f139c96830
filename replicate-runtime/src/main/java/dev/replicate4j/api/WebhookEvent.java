package dev.replicate4j.api;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a webhook can be told of. */
public enum WebhookEvent {
    /** The run begins. */
    START,
    /** There is new output; at most every half second. */
    OUTPUT,
    /** There are new logs; at most every half second. */
    LOGS,
    /** The run has ended, well or not. */
    COMPLETED;

    /** {@return the word that the API uses} */
    public String wireValue() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> wireValues(WebhookEvent... events) {
        return Arrays.stream(events).distinct().map(WebhookEvent::wireValue).toList();
    }
}
