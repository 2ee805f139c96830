package dev.replicate4j.testsupport;

/** A number of a kind that no JSON writer knows; its text is no number. */
public final class Half extends Number {

    private static final long serialVersionUID = 1L;

    /** Makes the number. */
    public Half() {}

    @Override
    public int intValue() {
        return 0;
    }

    @Override
    public long longValue() {
        return 0;
    }

    @Override
    public float floatValue() {
        return 0.5f;
    }

    @Override
    public double doubleValue() {
        return 0.5;
    }

    @Override
    public String toString() {
        return "1/2";
    }
}
