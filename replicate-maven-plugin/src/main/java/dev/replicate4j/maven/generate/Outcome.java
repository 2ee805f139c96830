package dev.replicate4j.maven.generate;

import dev.replicate4j.maven.pins.Problems;
import java.util.List;
import org.apache.maven.plugin.logging.Log;

/**
 * How a generation went.
 *
 * @param problems what is wrong; where it is not empty nothing was written
 * @param notes what the user may want to know of the models
 * @param summary one line that tells what was done
 */
public record Outcome(Problems problems, List<String> notes, String summary) {

    /** Copies the notes. */
    public Outcome {
        notes = List.copyOf(notes);
    }

    static Outcome failed(Problems problems) {
        return new Outcome(problems, List.of(), "");
    }

    static Outcome good(List<String> notes, String summary) {
        return new Outcome(new Problems(), notes, summary);
    }

    /**
     * Tells what was done.
     *
     * @param log where to
     */
    public void log(Log log) {
        for (String note : notes) {
            log.warn(note);
        }
        log.info(summary);
    }
}
