package dev.replicate4j.testkit.internal.run;

/**
 * An event of a run's stream.
 *
 * @param id seconds of the epoch and a running number: {@code 1690212292:0}
 * @param name {@code output}, {@code logs}, {@code error} or {@code done}
 * @param data the text, which may hold line ends
 */
public record StreamEvent(String id, String name, String data) {

    /** {@return the event as it goes over the wire} */
    public String wire() {
        StringBuilder text = new StringBuilder();
        text.append("event: ").append(name).append("\nid: ").append(id).append('\n');
        for (String line : data.split("\r\n|\r|\n", -1)) {
            text.append("data: ").append(line).append('\n');
        }
        return text.append('\n').toString();
    }
}
