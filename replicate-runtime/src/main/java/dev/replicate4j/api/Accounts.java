package dev.replicate4j.api;

import dev.replicate4j.internal.http.Endpoint;
import dev.replicate4j.internal.http.RequestSpec;
import dev.replicate4j.internal.http.TypedCall;
import java.util.concurrent.CompletableFuture;

/** The account that the token belongs to: {@code /account}. */
public final class Accounts extends Resource<Accounts> {

    private static final TypedCall<Account> GET =
            TypedCall.object(RequestSpec.get("account.get", "account"), Account::new);

    /** Made by {@code Replicate}; the endpoint sends the requests. */
    @SuppressWarnings("exports") // a type of this module, so that only this module can call it
    public Accounts(Endpoint endpoint) {
        super(endpoint, Accounts::new);
    }

    /** {@return the account that the token belongs to} */
    public Account get() {
        return endpoint.now(GET);
    }

    /** {@return what {@link #get} returns, without blocking} */
    public CompletableFuture<Account> getAsync() {
        return endpoint.later(GET);
    }
}
