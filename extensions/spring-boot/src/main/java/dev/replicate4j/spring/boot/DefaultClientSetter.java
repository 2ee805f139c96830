package dev.replicate4j.spring.boot;

import dev.replicate4j.Replicate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;

/** Makes a client the one that generated classes use, as long as the application runs. */
final class DefaultClientSetter implements DisposableBean {

    private final Replicate client;
    private final @Nullable Replicate previous;

    DefaultClientSetter(Replicate client) {
        this.client = client;
        this.previous = Replicate.setDefaultClient(client);
    }

    /** Puts the client back that was there before, unless someone else has set another meanwhile. */
    @Override
    public void destroy() {
        Replicate current = Replicate.setDefaultClient(previous);
        if (current != client) {
            Replicate.setDefaultClient(current);
        }
    }
}
