package dev.replicate4j.maven.drift;

/**
 * One difference between a pin and a candidate for its place.
 *
 * @param severity how much it matters
 * @param place what changed
 * @param text how it changed, as the end of a sentence that the place begins
 * @param seenByCompiler whether code that it breaks no longer compiles; otherwise only a run can tell
 */
public record Change(Severity severity, Place place, String text, boolean seenByCompiler) {

    static Change signature(Place place, String text) {
        return new Change(Severity.BREAKING, place, text, true);
    }

    static Change limit(Place place, String text) {
        return new Change(Severity.BREAKING, place, text, false);
    }

    static Change compatible(Place place, String text) {
        return new Change(Severity.COMPATIBLE, place, text, true);
    }

    static Change documentation(Place place, String text) {
        return new Change(Severity.DOCUMENTATION, place, text, true);
    }

    @Override
    public String toString() {
        return place + " " + text;
    }
}
