package dev.replicate4j.spark;

import dev.replicate4j.ReplicateBuilder;
import java.io.Serializable;

/** Sets up the client of an executor: its proxy, its timeouts. It is shipped to executors, so it must hold no token. */
@FunctionalInterface
public interface ClientFunction extends Serializable {

    /**
     * Changes the client.
     *
     * @param builder knows the token already
     * @return the builder
     */
    ReplicateBuilder apply(ReplicateBuilder builder);
}
