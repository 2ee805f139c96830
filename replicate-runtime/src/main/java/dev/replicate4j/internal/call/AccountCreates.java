package dev.replicate4j.internal.call;

import dev.replicate4j.internal.http.Transport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The pending creates of the accounts that one client acts for, each known by its token. Thread-safe. */
final class AccountCreates {

    /** A client may act for several users; of those that it has not seen for long, nothing is pending. */
    private static final int ACCOUNTS = 64;

    private final Transport transport;
    private final Map<String, PendingCreates> accounts = new LinkedHashMap<>(16, 0.75f, true);
    private boolean released;

    AccountCreates(Transport transport) {
        this.transport = transport;
    }

    /** {@return the pending creates of the account that the token of this moment belongs to} */
    PendingCreates current() {
        String token = transport.config().token();
        synchronized (this) {
            if (released) {
                // The client is closed; nothing is kept for it any more.
                return PendingCreates.unshared();
            }
            PendingCreates creates = accounts.computeIfAbsent(
                    token == null ? "" : token,
                    key -> PendingCreates.acquire(transport.config().origin().base(), token));
            if (accounts.size() > ACCOUNTS) {
                release(accounts.keySet().iterator().next());
            }
            return creates;
        }
    }

    /** Lets go of all, for good. */
    synchronized void release() {
        released = true;
        Set.copyOf(accounts.keySet()).forEach(this::release);
    }

    private void release(String token) {
        PendingCreates creates = accounts.remove(token);
        if (creates != null) {
            creates.release();
        }
    }
}
