package dev.replicate4j.api;

import dev.replicate4j.error.DecodeException;
import dev.replicate4j.internal.http.RequestSpec;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, and the way to the others.
 *
 * <pre>{@code
 * replicate.predictions().list().stream().limit(200).forEach(System.out::println); // fetches two pages of 100
 * }</pre>
 *
 * @param <T> what the list is of
 */
public final class Page<T> {

    private final Endpoint endpoint;
    private final RequestSpec call;
    private final Map<String, @Nullable Object> json;
    private final Function<Map<String, @Nullable Object>, T> decoder;
    private final List<T> items;

    Page(
            Endpoint endpoint,
            RequestSpec call,
            Map<String, @Nullable Object> json,
            Function<Map<String, @Nullable Object>, T> decoder) {
        this.endpoint = endpoint;
        this.call = call;
        this.json = Fields.copy(json);
        this.decoder = decoder;
        this.items = Fields.objects(json, "results", decoder);
    }

    /**
     * Returns what is on this page.
     *
     * @return the items in the API's order, which is newest first unless a list says otherwise
     */
    public List<T> items() {
        return items;
    }

    /**
     * Tells whether more pages follow.
     *
     * @return whether {@link #next} has something to fetch
     */
    public boolean hasNext() {
        return json.get("next") != null;
    }

    /**
     * Tells whether there are pages before this one.
     *
     * @return whether {@link #previous} has something to fetch
     */
    public boolean hasPrevious() {
        return json.get("previous") != null;
    }

    /**
     * Fetches the next page.
     *
     * @return the next page
     * @throws NoSuchElementException if this is the last one
     * @throws DecodeException if the API's link leads to another host, which would get the token
     */
    public Page<T> next() {
        return endpoint.now(() -> fetch("next"));
    }

    /**
     * Fetches the next page, without blocking.
     *
     * @return the next page; fails as {@link #next} does
     */
    public CompletableFuture<Page<T>> nextAsync() {
        return endpoint.later(fetch("next"));
    }

    /**
     * Fetches the page before this one.
     *
     * @return the previous page
     * @throws NoSuchElementException if this is the first one
     * @throws DecodeException if the API's link leads to another host, which would get the token
     */
    public Page<T> previous() {
        return endpoint.now(() -> fetch("previous"));
    }

    /**
     * Returns the items of this page and of all that follow. A page is fetched when its first item is asked for.
     *
     * @return a stream, to be used once
     */
    public Stream<T> stream() {
        return Stream.iterate(
                        Optional.of(this),
                        Optional::isPresent,
                        page -> page.filter(Page::hasNext).map(Page::next))
                .flatMap(page -> page.orElseThrow().items.stream());
    }

    /**
     * Returns the page as received.
     *
     * @return the whole object
     */
    public Map<String, @Nullable Object> json() {
        return json;
    }

    /** Filters are part of the link; they are not added again. */
    private CompletableFuture<Page<T>> fetch(String direction) {
        String link = Fields.text(json, direction)
                .orElseThrow(() -> new NoSuchElementException("This page has no " + direction + " one. Ask "
                        + (direction.equals("next") ? "hasNext()" : "hasPrevious()") + " first."));
        URI uri = endpoint.transport().config().origin().follow(link);
        return endpoint.page(call.withTarget(uri.toString()), decoder);
    }

    /** Returns the number of items and whether more follow. */
    @Override
    public String toString() {
        return "Page[" + items.size() + " items" + (hasNext() ? ", more follow]" : "]");
    }
}
