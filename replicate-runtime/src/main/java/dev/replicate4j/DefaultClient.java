package dev.replicate4j;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The client that generated classes use: set by the user, or made of the environment when it is first needed. */
final class DefaultClient {

    private static @Nullable Current current;

    private DefaultClient() {}

    /**
     * The default client.
     *
     * @param engine what its functions share
     * @param client the {@link Replicate} that the user sees; null as long as nobody has asked for it
     */
    record Current(Engine engine, @Nullable Object client) {}

    /** {@return the engine of the default client} */
    static Engine engine() {
        return get().engine();
    }

    /** {@return the default client, made of the environment where there is none} */
    static synchronized Current get() {
        Current known = current;
        if (known == null) {
            known = new Current(Engine.of(new ClientSettings()), null);
            current = known;
        }
        return known;
    }

    /** {@return the default client as the user sees it, made of its engine where there is none} */
    static synchronized <C> C client(Class<C> type, Function<Engine, C> maker) {
        Current known = get();
        if (type.isInstance(known.client())) {
            return type.cast(known.client());
        }
        C made = maker.apply(known.engine());
        current = new Current(known.engine(), made);
        return made;
    }

    /** Sets the default client, and returns the one before; null stands for one that is yet to be made. */
    static synchronized @Nullable Current set(@Nullable Current client) {
        Current previous = current;
        current = client;
        return previous;
    }
}
