package dev.replicate4j.codegen.build;

import dev.replicate4j.codegen.pin.Problems;
import java.util.List;

/**
 * How a generation went.
 *
 * @param problems what is wrong; where it is not empty nothing was written
 * @param notes what the user may want to know of the models
 * @param summary one line that tells what was done
 */
public record BuildResult(Problems problems, List<String> notes, String summary) {

    /** Copies the notes. */
    public BuildResult {
        notes = List.copyOf(notes);
    }

    static BuildResult failed(Problems problems) {
        return new BuildResult(problems, List.of(), "");
    }

    static BuildResult good(List<String> notes, String summary) {
        return new BuildResult(new Problems(), notes, summary);
    }
}
