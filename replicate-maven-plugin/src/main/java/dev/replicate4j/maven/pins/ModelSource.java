package dev.replicate4j.maven.pins;

/** Where schemas come from when they are not pinned. */
interface ModelSource extends AutoCloseable {

    /**
     * Fetches a model's description.
     *
     * @param model which model
     * @return JSON as {@code GET /models/{owner}/{name}} replies, its {@code latest_version} the version asked for
     * @throws FetchException if the model can't be had
     */
    String fetch(ModelDeclaration model) throws FetchException;

    @Override
    void close();
}
