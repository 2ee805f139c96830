package dev.replicate4j.codegen.drift;

/**
 * One difference between a pin and a candidate for its place.
 *
 * @param severity how much it matters
 * @param part what changed
 * @param text how it changed, as the end of a sentence that the part begins
 * @param seenByCompiler whether code that it breaks no longer compiles; otherwise only a run can tell
 */
public record SchemaChange(ChangeSeverity severity, ModelPart part, String text, boolean seenByCompiler) {

    static SchemaChange signature(ModelPart part, String text) {
        return new SchemaChange(ChangeSeverity.BREAKING, part, text, true);
    }

    static SchemaChange limit(ModelPart part, String text) {
        return new SchemaChange(ChangeSeverity.BREAKING, part, text, false);
    }

    static SchemaChange compatible(ModelPart part, String text) {
        return new SchemaChange(ChangeSeverity.COMPATIBLE, part, text, true);
    }

    static SchemaChange documentation(ModelPart part, String text) {
        return new SchemaChange(ChangeSeverity.DOCUMENTATION, part, text, true);
    }

    @Override
    public String toString() {
        return part + " " + text;
    }
}
