package dev.replicate4j.internal.call;

/**
 * Whether a prediction is the one that a create has made. The API may show a target or a value in another form than it was
 * sent, and a wrong answer in either direction costs money; so there is a third answer, after which nothing is paid.
 */
public enum PredictionMatch {
    /** Everything is shown as it was sent. */
    EQUAL,
    /** What differs may be another form of the same. */
    UNCERTAIN,
    /** The API has no form in which this is what was sent. */
    DIFFERENT;

    /** {@return the less certain of two answers} */
    PredictionMatch and(PredictionMatch other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
