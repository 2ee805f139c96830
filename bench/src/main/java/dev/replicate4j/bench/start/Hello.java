package dev.replicate4j.bench.start;

/** Prints a line: what any JVM takes. */
public final class Hello {
    private Hello() {}

    /**
     * Prints.
     *
     * @param args none
     */
    public static void main(String[] args) {
        System.out.println("hello");
    }
}
