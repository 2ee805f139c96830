package dev.replicate4j.codegen.drift;

/** How much a change of a model matters to code that calls it; the gravest first. */
public enum ChangeSeverity {
    /** Code that calls the model may no longer compile, or calls that used to be accepted are refused. */
    BREAKING("breaking"),
    /** Code goes on as before; there is more to use, or a default is another. */
    COMPATIBLE("compatible"),
    /** Descriptions and examples only. */
    DOCUMENTATION("documentation");

    private final String word;

    ChangeSeverity(String word) {
        this.word = word;
    }

    /** Returns the word for it in settings and reports. */
    @Override
    public String toString() {
        return word;
    }
}
