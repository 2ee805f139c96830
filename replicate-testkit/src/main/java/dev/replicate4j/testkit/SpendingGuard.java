package dev.replicate4j.testkit;

import org.jspecify.annotations.Nullable;

/**
 * Keeps tests from spending money. While JUnit runs with the testkit on its class path, clients refuse to create
 * predictions, trainings and the like anywhere but on this machine; they throw an exception that says what to do. So a
 * test that forgot to use the client of its {@link ReplicateServer} fails, and costs nothing.
 *
 * <p>It can be told otherwise: for a test or a class with {@link dev.replicate4j.testkit.junit.AllowSpending}, for a whole run with the system property
 * {@code replicate4j.spending=allowed}.
 */
public final class SpendingGuard {

    /** The system property that clients look at: they refuse where it is {@code forbidden}. */
    public static final String PROPERTY = "replicate4j.spending";

    private SpendingGuard() {}

    /**
     * Forbids spending in this JVM, unless the system property says otherwise already. JUnit runs do this by themselves;
     * other test frameworks call it before their first test.
     */
    public static void install() {
        if (System.getProperty(PROPERTY) == null) {
            System.setProperty(PROPERTY, "forbidden");
        }
    }

    /**
     * Allows spending until the returned object is closed. Concerns the whole JVM, tests that run at the same time
     * included.
     *
     * @return puts back what was before
     */
    public static Scope allow() {
        String before = System.getProperty(PROPERTY);
        System.setProperty(PROPERTY, "allowed");
        return new Scope(before);
    }

    /** A time in which spending is allowed. */
    public static final class Scope implements AutoCloseable {

        private final @Nullable String before;

        private Scope(@Nullable String before) {
            this.before = before;
        }

        /** Puts back what was before. */
        @Override
        public void close() {
            if (before == null) {
                System.clearProperty(PROPERTY);
            } else {
                System.setProperty(PROPERTY, before);
            }
        }
    }
}
