package dev.replicate4j.api;

import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.internal.http.RequestSpec;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * Search over models, collections and documentation: {@code /search}. Replicate calls it beta: it may change. Needs no token.
 */
public final class Search {

    private final Endpoint endpoint;

    Search(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Returns the same resource with options for its requests.
     *
     * @param options changes the options
     * @return a changed resource
     */
    public Search with(UnaryOperator<RequestOptions> options) {
        return new Search(endpoint.with(options.apply(endpoint.options())));
    }

    /**
     * Searches, for a given number of models.
     *
     * @param query some words
     * @param limit how many models at most: 1 to 50; the API's default is 20
     * @return what was found
     * @throws InvalidInputException if the limit is out of range
     */
    public SearchResult find(String query, int limit) {
        return endpoint.now(() -> finding(query, limit));
    }

    /**
     * Does the same as {@link #find(String, int)}, without blocking.
     *
     * @param query some words
     * @param limit how many models at most: 1 to 50; the API's default is 20
     * @return what was found
     */
    public CompletableFuture<SearchResult> findAsync(String query, int limit) {
        return endpoint.later(finding(query, limit));
    }

    private CompletableFuture<SearchResult> finding(String query, int limit) {
        return endpoint.fetch(
                RequestSpec.get("search", "search" + parameters(query, limit)).withoutNeedOfToken(), SearchResult::new);
    }

    /**
     * Searches, for up to 20 models.
     *
     * @param query some words
     * @return what was found
     */
    public SearchResult find(String query) {
        return find(query, 20);
    }

    private static Query parameters(String query, int limit) {
        if (limit < 1 || limit > 50) {
            throw new InvalidInputException("limit must be 1 to 50, but is " + limit + ".");
        }
        return new Query().add("query", query).add("limit", limit);
    }
}
