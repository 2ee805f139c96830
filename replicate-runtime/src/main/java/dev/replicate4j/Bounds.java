package dev.replicate4j;

/** Limits that a model's schema sets for an input; generated setters use it. Filled in by the calls work. */
public final class Bounds {

    private Bounds() {}

    public static Bounds range(long min, long max) {
        throw new UnsupportedOperationException();
    }

    public static Bounds range(double min, double max) {
        throw new UnsupportedOperationException();
    }

    public static Bounds length(long min, long max) {
        throw new UnsupportedOperationException();
    }

    public static Bounds items(long min, long max) {
        throw new UnsupportedOperationException();
    }
}
