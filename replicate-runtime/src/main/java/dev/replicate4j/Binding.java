package dev.replicate4j;

import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.internal.call.BoundModel;
import dev.replicate4j.internal.call.PredictionTarget;
import dev.replicate4j.internal.lookup.ModelLookup;
import dev.replicate4j.internal.output.OutputDecoder;
import dev.replicate4j.model.ModelRef;
import dev.replicate4j.model.OutputType;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** How a function comes by its model: it may be given, or has to be asked for. */
interface Binding<I, O extends @Nullable Object, P extends @Nullable Object> {

    /** Returns how messages call the model. */
    String name();

    /** Returns the model. Shared: not to be completed or cancelled. */
    CompletableFuture<BoundModel<O, P>> model();

    /** Returns what is known of the model. Shared: not to be completed or cancelled. */
    CompletableFuture<ModelDefinition<I, O, P>> definition();

    /** A definition that is there, as generated classes have one. */
    static <I, O extends @Nullable Object, P extends @Nullable Object> Binding<I, O, P> to(
            ModelDefinition<I, O, P> definition, OutputDecoder decoder) {
        return to(definition, definition.bound(decoder));
    }

    /** A definition that is there, of a model that is called at a place of its own. */
    static <I, O extends @Nullable Object, P extends @Nullable Object> Binding<I, O, P> to(
            ModelDefinition<I, O, P> definition, BoundModel<O, P> model) {
        CompletableFuture<BoundModel<O, P>> given = CompletableFuture.completedFuture(model);
        return new Binding<>() {
            @Override
            public String name() {
                return model.name();
            }

            @Override
            public CompletableFuture<BoundModel<O, P>> model() {
                return given;
            }

            @Override
            public CompletableFuture<ModelDefinition<I, O, P>> definition() {
                return CompletableFuture.completedFuture(definition);
            }
        };
    }

    /** A model that is known by its name only: it is asked for with the first call. */
    static Binding<Map<String, ?>, @Nullable Object, @Nullable Object> byName(
            ModelRef ref, ModelLookup lookup, OutputDecoder decoder) {
        return new Binding<>() {
            @Override
            public String name() {
                return ref.toString();
            }

            @Override
            public CompletableFuture<BoundModel<@Nullable Object, @Nullable Object>> model() {
                return definition().thenApply(definition -> definition.bound(decoder));
            }

            @Override
            public CompletableFuture<ModelDefinition<Map<String, ?>, @Nullable Object, @Nullable Object>> definition() {
                return lookup.describe(ref).thenApply(ModelDefinition::untyped);
            }
        };
    }

    /** A version that is known by its id only, which nothing can be asked of: its output stays as it is. */
    static Binding<Map<String, ?>, @Nullable Object, @Nullable Object> byVersion(String id, OutputDecoder decoder) {
        CompletableFuture<BoundModel<@Nullable Object, @Nullable Object>> model =
                CompletableFuture.completedFuture(new BoundModel<>(
                        "version " + id,
                        new PredictionTarget.PinnedVersion(null, id),
                        OutputType.unknown(),
                        Set.of(),
                        decoder));
        return new Binding<>() {
            @Override
            public String name() {
                return "version " + id;
            }

            @Override
            public CompletableFuture<BoundModel<@Nullable Object, @Nullable Object>> model() {
                return model;
            }

            @Override
            public CompletableFuture<ModelDefinition<Map<String, ?>, @Nullable Object, @Nullable Object>> definition() {
                return CompletableFuture.failedFuture(new InvalidInputException("Nothing is known of version " + id
                        + ", as Replicate can't be asked for a version alone. Use owner/name:" + id + "."));
            }
        };
    }
}
