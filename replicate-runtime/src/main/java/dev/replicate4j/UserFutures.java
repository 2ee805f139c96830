package dev.replicate4j;

import dev.replicate4j.internal.http.Transport;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Gives futures to users, who may do with them what they like. */
final class UserFutures {

    private UserFutures() {}

    /**
     * Returns a future for a user. If the user ends it before the original ends, be it by cancelling it or a stage of it,
     * by a timeout of its own or by a value, the work behind it is abandoned.
     */
    static <T extends @Nullable Object> CompletableFuture<T> of(
            CompletableFuture<T> original, Runnable abandon, Transport transport) {
        CompletableFuture<T> given = transport.published(original);
        given.whenComplete((value, failure) -> {
            if (!original.isDone() || original.isCancelled()) {
                abandon.run();
            }
        });
        return given;
    }
}
