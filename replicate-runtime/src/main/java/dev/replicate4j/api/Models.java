package dev.replicate4j.api;

import dev.replicate4j.http.Reply;
import dev.replicate4j.internal.http.RequestSpec;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Models: {@code /models}. Runs of one are created by {@link Predictions#create}.
 */
public final class Models {

    private final Endpoint endpoint;

    Models(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Returns the same resource with options for its requests.
     *
     * @param options changes the options
     * @return a changed resource
     */
    public Models with(UnaryOperator<RequestOptions> options) {
        return new Models(endpoint.with(options.apply(endpoint.options())));
    }

    /**
     * Lists the public models in a given order, 25 a page.
     *
     * @param sort by which time
     * @param direction newest or oldest first
     * @return the first page
     */
    public Page<Model> list(ModelSort sort, SortDirection direction) {
        return endpoint.now(() -> listing(sort, direction));
    }

    /**
     * Does the same as {@link #list(ModelSort, SortDirection)}, without blocking.
     *
     * @param sort by which time
     * @param direction newest or oldest first
     * @return the first page
     */
    public CompletableFuture<Page<Model>> listAsync(ModelSort sort, SortDirection direction) {
        return endpoint.later(listing(sort, direction));
    }

    private CompletableFuture<Page<Model>> listing(ModelSort sort, SortDirection direction) {
        return endpoint.page(RequestSpec.get("models.list", "models" + ModelSort.query(sort, direction)), Model::new);
    }

    /**
     * Searches the public models.
     *
     * @param query some words
     * @return the first page, the best first
     */
    public Page<Model> search(String query) {
        return endpoint.now(() -> searching(query));
    }

    /**
     * Does the same as {@link #search(String)}, without blocking.
     *
     * @param query some words
     * @return the first page, the best first
     */
    public CompletableFuture<Page<Model>> searchAsync(String query) {
        return endpoint.later(searching(query));
    }

    private CompletableFuture<Page<Model>> searching(String query) {
        return endpoint.page(
                RequestSpec.repeatable("models.search", "QUERY", "models").withText(query), Model::new);
    }

    /**
     * Returns a model with its newest version.
     *
     * @param model {@code owner/name}
     * @return the model
     */
    public Model get(String model) {
        return endpoint.now(() -> getting(model));
    }

    /**
     * Does the same as {@link #get(String)}, without blocking.
     *
     * @param model {@code owner/name}
     * @return the model
     */
    public CompletableFuture<Model> getAsync(String model) {
        return endpoint.later(getting(model));
    }

    private CompletableFuture<Model> getting(String model) {
        return endpoint.fetch(RequestSpec.get("models.get", at(model)), Model::new);
    }

    /**
     * Creates a model without versions. An account can have 1,000.
     *
     * @param request name, visibility, hardware
     * @return the model
     */
    public Model create(ModelRequest request) {
        return endpoint.now(() -> creating(request));
    }

    /**
     * Does the same as {@link #create(ModelRequest)}, without blocking.
     *
     * @param request name, visibility, hardware
     * @return the model
     */
    public CompletableFuture<Model> createAsync(ModelRequest request) {
        return endpoint.later(creating(request));
    }

    private CompletableFuture<Model> creating(ModelRequest request) {
        return endpoint.fetch(
                RequestSpec.once("models.create", "POST", "models").withJson(request.body()), Model::new);
    }

    /**
     * Changes what a model's page says.
     *
     * @param model {@code owner/name}
     * @param update what to change
     * @return the model
     */
    public Model update(String model, ModelUpdate update) {
        return endpoint.now(() -> updating(model, update));
    }

    /**
     * Does the same as {@link #update(String, ModelUpdate)}, without blocking.
     *
     * @param model {@code owner/name}
     * @param update what to change
     * @return the model
     */
    public CompletableFuture<Model> updateAsync(String model, ModelUpdate update) {
        return endpoint.later(updating(model, update));
    }

    private CompletableFuture<Model> updating(String model, ModelUpdate update) {
        return endpoint.fetch(
                RequestSpec.once("models.update", "PATCH", at(model)).withJson(update.body()), Model::new);
    }

    /**
     * Deletes a model. It must be one's own, private and without versions.
     *
     * @param model {@code owner/name}
     */
    public void delete(String model) {
        endpoint.now(() -> deleting(model));
    }

    /**
     * Does the same as {@link #delete(String)}, without blocking.
     *
     * @param model {@code owner/name}
     * @return completes when it is done
     */
    public CompletableFuture<@Nullable Void> deleteAsync(String model) {
        return endpoint.later(deleting(model));
    }

    private CompletableFuture<@Nullable Void> deleting(String model) {
        return endpoint.done(RequestSpec.delete("models.delete", at(model)));
    }

    /**
     * Lists the runs that the model's owner has chosen as examples.
     *
     * @param model {@code owner/name}
     * @return the first page
     */
    public Page<Prediction> examples(String model) {
        return endpoint.now(() -> listingExamples(model));
    }

    /**
     * Does the same as {@link #examples(String)}, without blocking.
     *
     * @param model {@code owner/name}
     * @return the first page
     */
    public CompletableFuture<Page<Prediction>> examplesAsync(String model) {
        return endpoint.later(listingExamples(model));
    }

    private CompletableFuture<Page<Prediction>> listingExamples(String model) {
        return endpoint.page(RequestSpec.get("models.examples.list", at(model) + "/examples"), Prediction::new);
    }

    /**
     * Returns the text of a model's page.
     *
     * @param model {@code owner/name}
     * @return Markdown
     * @throws dev.replicate4j.error.NotFoundException if the model has none
     */
    public String readme(String model) {
        return endpoint.now(() -> gettingReadme(model));
    }

    /**
     * Does the same as {@link #readme(String)}, without blocking.
     *
     * @param model {@code owner/name}
     * @return Markdown
     */
    public CompletableFuture<String> readmeAsync(String model) {
        return endpoint.later(gettingReadme(model));
    }

    private CompletableFuture<String> gettingReadme(String model) {
        return endpoint.send(
                RequestSpec.get("models.readme.get", at(model) + "/readme").withHeader("Accept", "text/plain"),
                Reply::text);
    }

    /**
     * Lists the public models, the last updated first, 25 a page.
     *
     * @return the first page
     */
    public Page<Model> list() {
        return list(ModelSort.LATEST_VERSION_CREATED_AT, SortDirection.DESC);
    }

    /**
     * Returns the versions of a model.
     *
     * @param model {@code owner/name}
     * @return the resource to list, get and delete them
     */
    public ModelVersions versions(String model) {
        return new ModelVersions(endpoint, model);
    }

    private static String at(String model) {
        return "models/" + Names.ownerAndName("model", model);
    }
}
