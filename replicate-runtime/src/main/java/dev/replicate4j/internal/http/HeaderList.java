package dev.replicate4j.internal.http;

import java.net.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * A header, and those before it: a list that grows without being copied.
 *
 * @param before the headers that were added earlier; null for none
 * @param apiOnly whether it goes to the API alone, as a user's headers do, which may hold secrets
 */
record HeaderList(@Nullable HeaderList before, String name, String value, boolean apiOnly) {

    /** Adds all headers to a request; of those with the same name the last one counts. */
    void addTo(HttpRequest.Builder request, boolean toApi) {
        if (before != null) {
            before.addTo(request, toApi);
        }
        if (toApi || !apiOnly) {
            set(request, name, value);
        }
    }

    /** Returns the last value of a header that goes to the API alone; null if there is none. */
    @Nullable String ofUser(String wanted) {
        return apiOnly && name.equalsIgnoreCase(wanted) ? value : before == null ? null : before.ofUser(wanted);
    }

    /**
     * Sets a header in place of one of the same name.
     *
     * @throws IllegalArgumentException if HTTP or the JDK does not allow it; unlike the JDK's own, it does not quote the
     *     value, which may be a secret
     */
    static void set(HttpRequest.Builder request, String name, String value) {
        try {
            request.setHeader(name, value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The header \"" + name + "\" cannot be sent: its name or its value (not shown"
                            + " here) is not allowed in HTTP, or the JDK's HTTP client sets it itself.");
        }
    }
}
