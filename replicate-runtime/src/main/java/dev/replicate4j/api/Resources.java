package dev.replicate4j.api;

import dev.replicate4j.internal.http.Transport;

/** All resources of the API on one connection to it. Applications reach them through {@code Replicate}. */
@SuppressWarnings("exports") // the constructors take a type of this module, so that only this module can call them
public final class Resources {

    private final Endpoint endpoint;

    /**
     * Makes the resources that users get: what depends on their futures may block.
     *
     * @param transport sends the requests
     */
    public Resources(Transport transport) {
        this(new Endpoint(transport, RequestOptions.NONE, true));
    }

    private Resources(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Makes resources for use within this module: their futures complete on the transport's few threads, without a detour,
     * and what depends on them must not block.
     *
     * @param transport sends the requests
     * @return the resources
     */
    public static Resources direct(Transport transport) {
        return new Resources(new Endpoint(transport, RequestOptions.NONE, false));
    }

    /**
     * Returns the predictions.
     *
     * @return {@code /predictions}
     */
    public Predictions predictions() {
        return new Predictions(endpoint);
    }

    /**
     * Returns the account.
     *
     * @return {@code /account}
     */
    public Accounts account() {
        return new Accounts(endpoint);
    }

    /**
     * Returns the collections.
     *
     * @return {@code /collections}
     */
    public ModelCollections collections() {
        return new ModelCollections(endpoint);
    }

    /**
     * Returns the deployments.
     *
     * @return {@code /deployments}
     */
    public Deployments deployments() {
        return new Deployments(endpoint);
    }

    /**
     * Returns the uploaded files.
     *
     * @return {@code /files}
     */
    public ApiFiles files() {
        return new ApiFiles(endpoint);
    }

    /**
     * Returns the kinds of machines.
     *
     * @return {@code /hardware}
     */
    public HardwareCatalog hardware() {
        return new HardwareCatalog(endpoint);
    }

    /**
     * Returns the models.
     *
     * @return {@code /models}
     */
    public Models models() {
        return new Models(endpoint);
    }

    /**
     * Returns the search.
     *
     * @return {@code /search}
     */
    public Search search() {
        return new Search(endpoint);
    }

    /**
     * Returns the trainings.
     *
     * @return {@code /trainings}
     */
    public Trainings trainings() {
        return new Trainings(endpoint);
    }

    /**
     * Returns the webhooks' secret.
     *
     * @return {@code /webhooks}
     */
    public Webhooks webhooks() {
        return new Webhooks(endpoint);
    }
}
