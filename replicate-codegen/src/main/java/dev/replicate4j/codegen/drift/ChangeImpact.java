package dev.replicate4j.codegen.drift;

import java.util.List;

/**
 * A change and what it does to the project at hand.
 *
 * @param change what changed in the model
 * @param lines the user's lines that it breaks
 */
record ChangeImpact(SchemaChange change, List<BrokenLine> lines) {

    /** Copies the lines. */
    public ChangeImpact {
        lines = List.copyOf(lines);
    }

    /** Tells whether the change could break code, but there is no such code here. */
    boolean harmless() {
        return change.severity() == ChangeSeverity.BREAKING && change.seenByCompiler() && lines.isEmpty();
    }

    /** How much the change matters to this project. */
    ChangeSeverity severity() {
        return harmless() ? ChangeSeverity.COMPATIBLE : change.severity();
    }
}
