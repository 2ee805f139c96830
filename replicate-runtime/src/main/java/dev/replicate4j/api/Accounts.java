package dev.replicate4j.api;

import dev.replicate4j.internal.http.RequestSpec;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * Who one is: {@code /account}.
 */
public final class Accounts {

    private final Endpoint endpoint;

    Accounts(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Returns the same resource with options for its requests.
     *
     * @param options changes the options
     * @return a changed resource
     */
    public Accounts with(UnaryOperator<RequestOptions> options) {
        return new Accounts(endpoint.with(options.apply(endpoint.options())));
    }

    /**
     * Returns the account that the token belongs to.
     *
     * @return the account
     */
    public Account get() {
        return endpoint.now(() -> getting());
    }

    /**
     * Does the same as {@link #get()}, without blocking.
     *
     * @return the account
     */
    public CompletableFuture<Account> getAsync() {
        return endpoint.later(getting());
    }

    private CompletableFuture<Account> getting() {
        return endpoint.fetch(RequestSpec.get("account.get", "account"), Account::new);
    }
}
