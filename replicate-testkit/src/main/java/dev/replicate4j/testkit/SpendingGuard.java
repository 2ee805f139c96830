package dev.replicate4j.testkit;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Prevents tests from spending money. While JUnit runs with the testkit on its class path, clients throw an exception instead
 * of creating predictions, trainings and the like anywhere but on this machine. A test that does not use the client of its
 * {@link ReplicateServer} fails, and costs nothing.
 *
 * <p>Spending can be allowed for a test or a class with {@link dev.replicate4j.testkit.junit.AllowSpending}, for a whole run
 * with the system property {@code replicate4j.spending=allowed}.
 */
public final class SpendingGuard {

    /** The system property that clients read: they create nothing where it is {@code forbidden}. */
    public static final String PROPERTY = "replicate4j.spending";

    private SpendingGuard() {}

    /**
     * Forbids spending in this JVM, unless the system property is set already. JUnit calls it before its first test where the
     * testkit is on the class path; other test frameworks, and tests on the module path, call it themselves.
     */
    public static void install() {
        if (System.getProperty(PROPERTY) == null) {
            System.setProperty(PROPERTY, "forbidden");
        }
    }

    /**
     * Allows spending until the returned scope is closed, in the whole JVM: tests that run at the same time included.
     *
     * @return restores the previous setting when closed
     */
    public static Scope allow() {
        String before = System.getProperty(PROPERTY);
        System.setProperty(PROPERTY, "allowed");
        return new Scope(before);
    }

    /** Throws if recording from the server could spend money, and that is forbidden. */
    static void checkRecording(String baseUrl) {
        String host = URI.create(baseUrl).getHost();
        boolean local = host != null && (host.equals("localhost") || host.startsWith("127."));
        if (!local && "forbidden".equals(System.getProperty(PROPERTY))) {
            throw new IllegalStateException(
                    "Recording calls " + host + " and may cost money, which the replicate4j testkit"
                            + " forbids while tests run. Allow it with @AllowSpending on the test.");
        }
    }

    /** A time in which spending is allowed. */
    public static final class Scope implements AutoCloseable {

        private final @Nullable String before;

        private Scope(@Nullable String before) {
            this.before = before;
        }

        /** Restores the previous setting. */
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
