package dev.replicate4j.codegen.drift;

import dev.replicate4j.codegen.pin.Pin;
import java.util.List;

/**
 * How far a model has moved from its pin.
 *
 * @param pin what is pinned
 * @param candidate what may take its place
 * @param findings the changes, the gravest first; empty where only the version is another, or nothing
 */
public record ModelDrift(Pin pin, Pin candidate, List<ChangeImpact> findings) {

    /** Copies the findings. */
    public ModelDrift {
        findings = List.copyOf(findings);
    }

    /** Tells whether pin and candidate say the same, byte by byte. */
    boolean unchanged() {
        return pin.equals(candidate);
    }
}
