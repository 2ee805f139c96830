package dev.replicate4j.codegen.drift;

import dev.replicate4j.codegen.pin.Pin;
import java.util.List;

/**
 * How far a model has moved from its pin.
 *
 * @param pin what is pinned
 * @param candidate what may take its place
 * @param impacts the changes, the gravest first; empty where only the version is another, or nothing
 */
record ModelDrift(Pin pin, Pin candidate, List<ChangeImpact> impacts) {

    /** Copies the impacts. */
    public ModelDrift {
        impacts = List.copyOf(impacts);
    }

    /** Tells whether pin and candidate say the same, byte by byte. */
    boolean unchanged() {
        return pin.equals(candidate);
    }
}
