package dev.replicate4j;

import dev.replicate4j.internal.file.Downloads;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** How a function comes by its model: it may be given, or has to be asked for. */
interface Binding<I, O extends @Nullable Object, P extends @Nullable Object> {

    /** Returns how messages call the model. */
    String name();

    /** Returns the model. Shared: not to be completed or cancelled. */
    CompletableFuture<Model<O, P>> model();

    /** Returns what is known of the model. Shared: not to be completed or cancelled. */
    CompletableFuture<ModelDefinition<I, O, P>> definition();

    /** A definition that is there, as generated classes have one. */
    static <I, O extends @Nullable Object, P extends @Nullable Object> Binding<I, O, P> to(
            ModelDefinition<I, O, P> definition, Downloads files) {
        return to(definition, Model.of(definition, files));
    }

    /** A definition that is there, of a model that is called at a place of its own. */
    static <I, O extends @Nullable Object, P extends @Nullable Object> Binding<I, O, P> to(
            ModelDefinition<I, O, P> definition, Model<O, P> model) {
        CompletableFuture<Model<O, P>> given = CompletableFuture.completedFuture(model);
        return new Binding<>() {
            @Override
            public String name() {
                return model.name();
            }

            @Override
            public CompletableFuture<Model<O, P>> model() {
                return given;
            }

            @Override
            public CompletableFuture<ModelDefinition<I, O, P>> definition() {
                return CompletableFuture.completedFuture(definition);
            }
        };
    }
}
