package dev.replicate4j.error;

import org.jspecify.annotations.Nullable;

/**
 * A request got no complete reply: no connection, a connection that broke, or no answer in time.
 *
 * <p>For a request that creates something, {@link #requestSent} decides what that means: a request that was never sent
 * has created nothing and cost nothing; one that was sent may have.
 */
public final class ConnectionException extends ReplicateException {

    private static final long serialVersionUID = 1L;

    private final boolean requestSent;

    /**
     * Makes an exception.
     *
     * @param message which request failed, how, what that means, what to do
     * @param requestSent whether the API may have received the request
     * @param cause what broke
     */
    public ConnectionException(String message, boolean requestSent, @Nullable Throwable cause) {
        super(message, cause);
        this.requestSent = requestSent;
    }

    /** {@return whether the API may have received the request} */
    public boolean requestSent() {
        return requestSent;
    }
}
