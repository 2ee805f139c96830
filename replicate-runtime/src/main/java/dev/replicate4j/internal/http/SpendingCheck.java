package dev.replicate4j.internal.http;

import dev.replicate4j.error.SpendingForbiddenException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Refuses to create anything at Replicate where a system property forbids it. The testkit sets the property while tests
 * run, so that a client that was not pointed at a test double costs nothing.
 */
final class SpendingCheck {

    /** {@code forbidden} refuses; anything else, and nothing, lets pass. */
    static final String PROPERTY = "replicate4j.spending";

    private SpendingCheck() {}

    /** Returns why a request must not be sent; null if it may. What runs on this machine costs nothing. */
    static @Nullable SpendingForbiddenException check(RequestSpec spec, URI uri) {
        if (spec.retry() == RequestSpec.Retry.SAFE
                || !"forbidden".equals(System.getProperty(PROPERTY))
                || isLocal(uri)) {
            return null;
        }
        return new SpendingForbiddenException(spec.operation() + " would have been sent to " + uri.getHost()
                + " and cost money, which the replicate4j testkit forbids while tests run. Use the client of a"
                + " ReplicateServer, or allow it: with @AllowSpending on the test, or with -D" + PROPERTY
                + "=allowed.");
    }

    private static boolean isLocal(URI uri) {
        String host = uri.getHost();
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]") || host.equals("::1");
    }
}
