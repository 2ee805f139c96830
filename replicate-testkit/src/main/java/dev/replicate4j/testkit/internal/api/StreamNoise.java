package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.run.StreamEvent;

/** What an event stream may contain besides events, and other ways to write events. */
final class StreamNoise {

    /** A byte order mark, a comment, a time to wait before reconnecting. */
    static final String OPENING = "\uFEFF: hi\n\nretry: 10\n\n";

    private StreamNoise() {}

    /** {@return the event amid noise; its line ends change from one event to the next} */
    static String around(StreamEvent event, int number) {
        String lineEnd = number % 2 == 0 ? "\r\n" : "\n";
        String noise = ":\n: still here\n\nevent: progress\ndata: {\"step\":" + number + "}\n\nunknown-field: x\n";
        return noise + event.wire().replace("\n", lineEnd);
    }
}
