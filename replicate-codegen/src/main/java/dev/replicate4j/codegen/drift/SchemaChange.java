package dev.replicate4j.codegen.drift;

/**
 * One difference between a pin and a candidate for its place.
 *
 * @param severity how much it matters
 * @param place what changed
 * @param text how it changed, as the end of a sentence that the place begins
 * @param seenByCompiler whether code that it breaks no longer compiles; otherwise only a run can tell
 */
public record SchemaChange(ChangeSeverity severity, ModelPart place, String text, boolean seenByCompiler) {

    static SchemaChange signature(ModelPart place, String text) {
        return new SchemaChange(ChangeSeverity.BREAKING, place, text, true);
    }

    static SchemaChange limit(ModelPart place, String text) {
        return new SchemaChange(ChangeSeverity.BREAKING, place, text, false);
    }

    static SchemaChange compatible(ModelPart place, String text) {
        return new SchemaChange(ChangeSeverity.COMPATIBLE, place, text, true);
    }

    static SchemaChange documentation(ModelPart place, String text) {
        return new SchemaChange(ChangeSeverity.DOCUMENTATION, place, text, true);
    }

    @Override
    public String toString() {
        return place + " " + text;
    }
}
