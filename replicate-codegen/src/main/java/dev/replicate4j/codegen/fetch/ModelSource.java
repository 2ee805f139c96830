package dev.replicate4j.codegen.fetch;

import dev.replicate4j.codegen.pin.DeclaredModel;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where schemas come from when they are not pinned. */
interface ModelSource extends AutoCloseable {

    /**
     * Fetches a model's description.
     *
     * @param model which model
     * @return JSON values as {@code GET /models/{owner}/{name}} replies, its {@code latest_version} the version asked for
     * @throws FetchException if the model can't be had
     */
    Map<String, @Nullable Object> fetch(DeclaredModel model) throws FetchException;

    @Override
    void close();
}
