package dev.replicate4j.api;

import dev.replicate4j.internal.http.Endpoint;
import dev.replicate4j.internal.http.RequestSpec;
import dev.replicate4j.internal.http.TypedCall;
import java.util.concurrent.CompletableFuture;

/**
 * Search over models, collections and documentation: {@code /search}. Replicate calls it beta: it may change. It needs no
 * token.
 */
public final class Search extends Resource<Search> {

    private static final int DEFAULT_LIMIT = 20;

    /** Made by {@code Replicate}; the endpoint sends the requests. */
    @SuppressWarnings("exports") // a type of this module, so that only this module can call it
    public Search(Endpoint endpoint) {
        super(endpoint, Search::new);
    }

    /**
     * Searches, for up to 20 models.
     *
     * @param query some words
     * @return the result
     */
    public SearchResult find(String query) {
        return find(query, DEFAULT_LIMIT);
    }

    /** {@return what {@link #find(String)} returns, without blocking} */
    public CompletableFuture<SearchResult> findAsync(String query) {
        return findAsync(query, DEFAULT_LIMIT);
    }

    /**
     * Searches, for a given number of models.
     *
     * @param query some words
     * @param limit the largest number of models: 1 to 50
     * @return the result
     * @throws IllegalArgumentException if the limit is out of range
     */
    public SearchResult find(String query, int limit) {
        return endpoint.now(finding(query, limit));
    }

    /** {@return what {@link #find(String, int)} returns, without blocking} */
    public CompletableFuture<SearchResult> findAsync(String query, int limit) {
        return endpoint.later(finding(query, limit));
    }

    private static TypedCall<SearchResult> finding(String query, int limit) {
        Query parameters = new Query().add("query", query).add("limit", Names.within("limit", limit, 1, 50));
        return TypedCall.object(
                RequestSpec.get("search", "search" + parameters).withoutNeedOfToken(), SearchResult::new);
    }
}
