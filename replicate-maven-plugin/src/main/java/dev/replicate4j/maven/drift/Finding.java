package dev.replicate4j.maven.drift;

import java.util.List;

/**
 * A change and what it does to the project at hand.
 *
 * @param change what changed in the model
 * @param lines the user's lines that it breaks
 */
public record Finding(Change change, List<SourceLine> lines) {

    /** Copies the lines. */
    public Finding {
        lines = List.copyOf(lines);
    }

    /** Tells whether the change could break code, but there is no such code here. */
    boolean harmless() {
        return change.severity() == Severity.BREAKING && change.seenByCompiler() && lines.isEmpty();
    }

    /** How much the change matters to this project. */
    Severity severity() {
        return harmless() ? Severity.COMPATIBLE : change.severity();
    }
}
