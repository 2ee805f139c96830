package dev.replicate4j.api;

import dev.replicate4j.internal.http.Endpoint;
import dev.replicate4j.internal.http.RequestSpec;
import dev.replicate4j.internal.http.TypedCall;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A part of the API that has a list. */
abstract class ListResource<R, T> extends Resource<R> {

    private final RequestSpec list;
    final Function<Map<String, @Nullable Object>, T> decoder;

    ListResource(
            Endpoint endpoint,
            Function<Endpoint, R> constructor,
            RequestSpec list,
            Function<Map<String, @Nullable Object>, T> decoder) {
        super(endpoint, constructor);
        this.list = list;
        this.decoder = decoder;
    }

    /**
     * Fetches the list's first page. Iterating over it fetches the others, when they are reached.
     *
     * @return the first page
     */
    public final Page<T> list() {
        return endpoint.now(page(list));
    }

    /** {@return what {@link #list()} returns, without blocking} */
    public final CompletableFuture<Page<T>> listAsync() {
        return endpoint.later(page(list));
    }

    /**
     * Fetches the page at which another one ended, in another process too.
     *
     * @param cursor {@link Page#nextCursor} of the other page, or the value of the parameter {@code cursor} in it
     * @return the page
     * @throws IllegalArgumentException if it is the cursor of another list
     */
    public final Page<T> list(String cursor) {
        return endpoint.now(page(Page.at(cursor, list, endpoint)));
    }

    /** {@return what {@link #list(String)} returns, without blocking} */
    public final CompletableFuture<Page<T>> listAsync(String cursor) {
        return endpoint.later(page(Page.at(cursor, list, endpoint)));
    }

    final TypedCall<Page<T>> page(RequestSpec call) {
        return Page.call(endpoint, call, decoder);
    }
}
