package dev.replicate4j;

import dev.replicate4j.api.Prediction;
import dev.replicate4j.internal.call.BoundModel;
import dev.replicate4j.internal.lookup.ModelDescription;
import dev.replicate4j.model.ModelRef;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** How a function gets its model: the definition may be given, or has to be looked up. */
interface Binding<I, O extends @Nullable Object, P extends @Nullable Object> {

    /** {@return how messages call the model} */
    String name();

    /** {@return the model before a prediction of it is created. Not to be completed or cancelled} */
    CompletableFuture<BoundModel<O, P>> model();

    /** {@return the model after a prediction of it was created, which may tell more} */
    default CompletableFuture<BoundModel<O, P>> model(Prediction created) {
        return model();
    }

    /** {@return the model's definition. Not to be completed or cancelled} */
    CompletableFuture<ModelDefinition<I, O, P>> definition();

    /** {@return whether the inputs fit what is known of the model; fails if they do not} */
    default CompletableFuture<Map<String, ?>> checked(Map<String, ?> values) {
        return CompletableFuture.completedFuture(values);
    }

    /** A definition that is there, as generated classes have one. */
    static <I, O extends @Nullable Object, P extends @Nullable Object> Binding<I, O, P> to(
            ModelDefinition<I, O, P> definition, Engine engine) {
        return new Given<>(definition, CompletableFuture.completedFuture(definition.bound(engine.decoder())));
    }

    /** The types of a definition, at the place where another function runs. */
    static <I, O extends @Nullable Object, P extends @Nullable Object> Binding<I, O, P> to(
            ModelDefinition<I, O, P> definition, Binding<?, ?, ?> place, Engine engine) {
        BoundModel<O, P> model = definition.bound(engine.decoder());
        return new Given<>(definition, place.model().thenApply(there -> model.on(there.target())));
    }

    /** A model that is known by its name: it is looked up with the first call. */
    static Binding<Map<String, ?>, @Nullable Object, @Nullable Object> byName(ModelRef ref, Engine engine) {
        return new Named(ref, engine);
    }

    /** A definition that is there. */
    record Given<I, O extends @Nullable Object, P extends @Nullable Object>(
            ModelDefinition<I, O, P> known, CompletableFuture<BoundModel<O, P>> model) implements Binding<I, O, P> {

        @Override
        public String name() {
            return known.ref().model();
        }

        @Override
        public CompletableFuture<ModelDefinition<I, O, P>> definition() {
            return CompletableFuture.completedFuture(known);
        }
    }

    /** A model that is known by its name. */
    record Named(ModelRef ref, Engine engine) implements Binding<Map<String, ?>, @Nullable Object, @Nullable Object> {

        @Override
        public String name() {
            return ref.toString();
        }

        @Override
        public CompletableFuture<BoundModel<@Nullable Object, @Nullable Object>> model() {
            return definition().thenApply(definition -> definition.bound(engine.decoder()));
        }

        @Override
        public CompletableFuture<ModelDefinition<Map<String, ?>, @Nullable Object, @Nullable Object>> definition() {
            return description().thenApply(ModelDefinition::untyped);
        }

        @Override
        public CompletableFuture<Map<String, ?>> checked(Map<String, ?> values) {
            return description().thenApply(model -> model.checkFiles(values));
        }

        private CompletableFuture<ModelDescription> description() {
            return engine.lookup().describe(ref);
        }
    }
}
