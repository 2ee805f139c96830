package dev.replicate4j.api;

import dev.replicate4j.error.DecodeException;
import dev.replicate4j.internal.http.ApiOrigin;
import dev.replicate4j.internal.http.DemandPublisher;
import dev.replicate4j.internal.http.DemandPublisher.Batch;
import dev.replicate4j.internal.http.Endpoint;
import dev.replicate4j.internal.http.RequestSpec;
import dev.replicate4j.internal.http.TypedCall;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, and the way to the others. {@link #items} are those of this page; iterating, {@link #stream} and
 * {@link #publisher} go on to the items of the pages that follow, and fetch each page when its first item is asked for.
 *
 * <pre>{@code
 * for (Prediction prediction : replicate.predictions().list()) {
 *     System.out.println(prediction.id());
 * }
 * }</pre>
 *
 * @param <T> the type of the items
 */
public final class Page<T> implements Iterable<T> {

    private final Endpoint endpoint;
    private final RequestSpec call;
    private final Map<String, @Nullable Object> json;
    private final Function<Map<String, @Nullable Object>, T> decoder;
    private final List<T> items;

    private Page(
            Endpoint endpoint,
            RequestSpec call,
            Map<String, @Nullable Object> json,
            Function<Map<String, @Nullable Object>, T> decoder) {
        this.endpoint = endpoint;
        this.call = call;
        this.json = JsonValues.copy(json);
        this.decoder = decoder;
        this.items = json.get("results") instanceof List<?> list ? JsonValues.objects(list, decoder) : List.of();
    }

    /** Makes the call that is answered with a page. */
    static <T> TypedCall<Page<T>> call(
            Endpoint endpoint, RequestSpec call, Function<Map<String, @Nullable Object>, T> decoder) {
        return TypedCall.object(call, json -> new Page<>(endpoint, call, json, decoder));
    }

    /** Changes the call for a list's first page into the one for the page at a cursor. */
    static RequestSpec at(String cursor, RequestSpec list, Endpoint endpoint) {
        URI first = endpoint.uri(list.target());
        if (!cursor.contains("/")) {
            return list.withTarget(withoutQuery(first) + "?cursor=" + ApiOrigin.encode(cursor));
        }
        URI link;
        try {
            link = endpoint.transport().config().origin().follow(cursor);
        } catch (DecodeException e) {
            throw new IllegalArgumentException("A cursor is what Page.nextCursor() returns. " + e.getMessage(), e);
        }
        if (!link.getRawPath().equals(first.getRawPath())) {
            throw new IllegalArgumentException(
                    "The cursor is of the list " + link.getRawPath() + ", not of " + first.getRawPath() + ".");
        }
        return list.withTarget(link.toString());
    }

    private static String withoutQuery(URI uri) {
        return ApiOrigin.withoutSecrets(uri.toString());
    }

    /** {@return the items of this page, in the API's order, which is newest first unless the list says otherwise} */
    public List<T> items() {
        return items;
    }

    /** {@return whether {@link #next} has a page to fetch} */
    public boolean hasNext() {
        return json.get("next") != null;
    }

    /** {@return whether {@link #previous} has a page to fetch} */
    public boolean hasPrevious() {
        return json.get("previous") != null;
    }

    /**
     * {@return the cursor of the next page; empty for the last page} Keep it to go on later, or in another process:
     * {@code replicate.predictions().list(cursor)}.
     */
    public Optional<String> nextCursor() {
        return Optional.ofNullable(json.get("next")).map(Object::toString);
    }

    /**
     * Fetches the next page.
     *
     * @return the next page
     * @throws NoSuchElementException if this is the last one
     * @throws DecodeException if the API's link leads to another host, which would get the token
     */
    public Page<T> next() {
        return endpoint.now(linked("next"));
    }

    /** {@return what {@link #next} returns, without blocking} */
    public CompletableFuture<Page<T>> nextAsync() {
        return endpoint.later(linked("next"));
    }

    /**
     * Fetches the page before this one.
     *
     * @return the previous page
     * @throws NoSuchElementException if this is the first one
     * @throws DecodeException if the API's link leads to another host, which would get the token
     */
    public Page<T> previous() {
        return endpoint.now(linked("previous"));
    }

    /** {@return an iterator over the items of this page and of all that follow} */
    @Override
    public Iterator<T> iterator() {
        return new Items<>(this);
    }

    /** {@return a stream of the items of this page and of all that follow} */
    public Stream<T> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    /**
     * {@return a publisher of the items of this page and of all that follow} A page is fetched without blocking, when a
     * subscriber asks for its first item. Signals come on the client's executor.
     */
    public Flow.Publisher<T> publisher() {
        return new DemandPublisher<>(() -> new Pages<>(this), false);
    }

    /** {@return the page as received, unmodifiable} */
    public Map<String, @Nullable Object> json() {
        return json;
    }

    /** Filters are part of the link; they are not added again. */
    private TypedCall<Page<T>> linked(String direction) {
        Object link = json.get(direction);
        if (link == null) {
            throw new NoSuchElementException("This page has no " + direction + " one. Ask "
                    + (direction.equals("next") ? "hasNext()" : "hasPrevious()") + " first.");
        }
        URI uri = endpoint.transport().config().origin().follow(link.toString());
        return call(endpoint, call.withTarget(uri.toString()), decoder);
    }

    /** Returns the number of items, and whether more follow. */
    @Override
    public String toString() {
        return "Page[" + items.size() + " items" + (hasNext() ? ", more follow]" : "]");
    }

    /** Iterates over the items of a page and of those that follow. */
    private static final class Items<T> implements Iterator<T> {

        private Page<T> page;
        private Iterator<T> items;

        Items(Page<T> page) {
            this.page = page;
            this.items = page.items.iterator();
        }

        @Override
        public boolean hasNext() {
            while (!items.hasNext() && page.hasNext()) {
                page = page.next();
                items = page.items.iterator();
            }
            return items.hasNext();
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException("The list has ended.");
            }
            return items.next();
        }
    }

    /** Gives the items of a page and of those that follow to a subscriber. */
    private static final class Pages<T> implements DemandPublisher.Source<T> {

        private Page<T> page;
        private boolean begun;

        Pages(Page<T> page) {
            this.page = page;
        }

        @Override
        public CompletableFuture<Batch<T>> next() {
            CompletableFuture<Page<T>> next = begun ? page.nextAsync() : CompletableFuture.completedFuture(page);
            begun = true;
            return next.thenApply(fetched -> {
                page = fetched;
                return new Batch<>(fetched.items, !fetched.hasNext(), null);
            });
        }
    }
}
