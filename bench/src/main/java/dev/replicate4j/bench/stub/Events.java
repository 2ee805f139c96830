package dev.replicate4j.bench.stub;

import java.nio.charset.StandardCharsets;

/** The event stream of a text model, as Replicate writes it. */
final class Events {
    private Events() {}

    static byte[] of(int from, int to, boolean done) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append("event: output\nid: 1760000000:")
                    .append(i)
                    .append("\ndata: ")
                    .append(token(i))
                    .append("\n\n");
        }
        if (done) {
            text.append("event: done\nid: 1760000000:").append(to).append("\ndata: {}\n\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Returns a word with its leading space, as models send them. */
    static String token(int i) {
        return " token" + i % 100;
    }
}
