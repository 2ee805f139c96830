package dev.replicate4j.api;

import static dev.replicate4j.api.ModelSort.LATEST_VERSION_CREATED_AT;

import dev.replicate4j.http.Reply;
import dev.replicate4j.internal.http.Endpoint;
import dev.replicate4j.internal.http.RequestSpec;
import dev.replicate4j.internal.http.TypedCall;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Models: {@code /models}. The list has the public ones, the last updated first, 25 a page. */
public final class Models extends ListResource<Models, Model> {

    /** Made by {@code Replicate}; the endpoint sends the requests. */
    @SuppressWarnings("exports") // a type of this module, so that only this module can call it
    public Models(Endpoint endpoint) {
        super(endpoint, Models::new, list(ModelSort.query(LATEST_VERSION_CREATED_AT, SortDirection.DESC)), Model::new);
    }

    /**
     * Lists the public models in a given order, 25 a page.
     *
     * @param sort by which time
     * @param direction newest or oldest first
     * @return the first page
     */
    public Page<Model> list(ModelSort sort, SortDirection direction) {
        return endpoint.now(listing(sort, direction));
    }

    /** {@return what {@link #list(ModelSort, SortDirection)} returns, without blocking} */
    public CompletableFuture<Page<Model>> listAsync(ModelSort sort, SortDirection direction) {
        return endpoint.later(listing(sort, direction));
    }

    private TypedCall<Page<Model>> listing(ModelSort sort, SortDirection direction) {
        return page(list(ModelSort.query(sort, direction)));
    }

    private static RequestSpec list(Query query) {
        return RequestSpec.get("models.list", "models" + query);
    }

    /**
     * Searches the public models.
     *
     * @param query some words
     * @return the first page, the best first
     */
    public Page<Model> search(String query) {
        return endpoint.now(searching(query));
    }

    /** {@return what {@link #search(String)} returns, without blocking} */
    public CompletableFuture<Page<Model>> searchAsync(String query) {
        return endpoint.later(searching(query));
    }

    private TypedCall<Page<Model>> searching(String query) {
        return page(RequestSpec.repeatable("models.search", "QUERY", "models").withText(query));
    }

    /**
     * {@return a model with its newest version}
     *
     * @param model {@code owner/name}
     */
    public Model get(String model) {
        return endpoint.now(getting(model));
    }

    /** {@return what {@link #get(String)} returns, without blocking} */
    public CompletableFuture<Model> getAsync(String model) {
        return endpoint.later(getting(model));
    }

    private TypedCall<Model> getting(String model) {
        return TypedCall.object(RequestSpec.get("models.get", at(model)), Model::new);
    }

    /**
     * Creates a model without versions. An account can have 1,000.
     *
     * @param request name, visibility, hardware
     * @return the model
     */
    public Model create(ModelRequest request) {
        return endpoint.now(creating(request));
    }

    /** {@return what {@link #create(ModelRequest)} returns, without blocking} */
    public CompletableFuture<Model> createAsync(ModelRequest request) {
        return endpoint.later(creating(request));
    }

    private TypedCall<Model> creating(ModelRequest request) {
        return TypedCall.object(
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
        return endpoint.now(updating(model, update));
    }

    /** {@return what {@link #update(String, ModelUpdate)} returns, without blocking} */
    public CompletableFuture<Model> updateAsync(String model, ModelUpdate update) {
        return endpoint.later(updating(model, update));
    }

    private TypedCall<Model> updating(String model, ModelUpdate update) {
        return TypedCall.object(
                RequestSpec.once("models.update", "PATCH", at(model)).withJson(update.body()), Model::new);
    }

    /**
     * Deletes a model. It must be your own, private and without versions.
     *
     * @param model {@code owner/name}
     */
    public void delete(String model) {
        endpoint.now(deleting(model));
    }

    /** Does what {@link #delete(String)} does, without blocking. */
    public CompletableFuture<@Nullable Void> deleteAsync(String model) {
        return endpoint.later(deleting(model));
    }

    private TypedCall<@Nullable Void> deleting(String model) {
        return TypedCall.nothing(RequestSpec.delete("models.delete", at(model)));
    }

    /**
     * Lists the runs that the model's owner has chosen as examples.
     *
     * @param model {@code owner/name}
     * @return the first page
     */
    public Page<Prediction> examples(String model) {
        return endpoint.now(listingExamples(model));
    }

    /** {@return what {@link #examples(String)} returns, without blocking} */
    public CompletableFuture<Page<Prediction>> examplesAsync(String model) {
        return endpoint.later(listingExamples(model));
    }

    private TypedCall<Page<Prediction>> listingExamples(String model) {
        return Page.call(endpoint, RequestSpec.get("models.examples.list", at(model) + "/examples"), Prediction::new);
    }

    /**
     * Returns the text of a model's page.
     *
     * @param model {@code owner/name}
     * @return Markdown
     * @throws dev.replicate4j.error.NotFoundException if the model has none
     */
    public String readme(String model) {
        return endpoint.now(gettingReadme(model));
    }

    /** {@return what {@link #readme(String)} returns, without blocking} */
    public CompletableFuture<String> readmeAsync(String model) {
        return endpoint.later(gettingReadme(model));
    }

    private TypedCall<String> gettingReadme(String model) {
        return new TypedCall<>(
                RequestSpec.get("models.readme.get", at(model) + "/readme").withHeader("Accept", "text/plain"),
                Reply::text);
    }

    /**
     * Returns the versions of a model.
     *
     * @param model {@code owner/name}
     * @return the resource to list, get and delete them
     */
    public ModelVersions versions(String model) {
        return new ModelVersions(endpoint, at(model) + "/versions");
    }

    private static String at(String model) {
        return "models/" + Names.ownerAndName("model", model);
    }
}
