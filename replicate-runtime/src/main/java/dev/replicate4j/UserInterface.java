package dev.replicate4j;

import dev.replicate4j.internal.call.BoundModel;
import dev.replicate4j.internal.lookup.ModelDescription;
import dev.replicate4j.internal.proxy.InterfaceConventions;
import dev.replicate4j.internal.proxy.MethodSignature;
import dev.replicate4j.internal.proxy.ModelProxy;
import dev.replicate4j.internal.proxy.ReturnForm;
import dev.replicate4j.model.ModelRef;
import dev.replicate4j.model.OutputType;
import java.lang.reflect.Parameter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes instances of the interfaces that users write for models. */
final class UserInterface {

    private static final InterfaceConventions CONVENTIONS = new InterfaceConventions(
            UserInterface::modelName,
            UserInterface::inputName,
            Map.of(
                    CompletableFuture.class, ReturnForm.FUTURE,
                    Run.class, ReturnForm.RUN,
                    OutputIterator.class, ReturnForm.ITERATOR),
            URLPath.class);

    private UserInterface() {}

    /** {@return an instance of the interface, whose methods call on the given engine} */
    static <T> T of(Class<T> type, Engine engine) {
        return ModelProxy.of(type, CONVENTIONS, (ref, signature, output) -> verb(engine, ref, signature, output));
    }

    private static @Nullable String modelName(Class<?> type) {
        ModelName name = type.getAnnotation(ModelName.class);
        return name == null ? null : name.value();
    }

    private static @Nullable String inputName(Parameter parameter) {
        In in = parameter.getAnnotation(In.class);
        if (in != null) {
            return in.value();
        }
        return parameter.isNamePresent() ? pythonSpelling(parameter.getName()) : null;
    }

    private static String pythonSpelling(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    private static ModelProxy.Verb verb(
            Engine engine,
            ModelRef ref,
            MethodSignature signature,
            Function<ModelDescription, OutputType<?, ?>> output) {
        ModelFunction<Map<String, ?>, ?, ?> function =
                new ModelFunction<>(engine, new CheckedBinding<>(engine, ref, output), engine.options());
        return switch (signature.form()) {
            case OUTPUT ->
                values -> {
                    Object result = function.call(values);
                    return signature.output() == void.class ? null : result;
                };
            case RUN -> function::create;
            case ITERATOR -> function::stream;
            case FUTURE -> function::callAsync;
            case FUTURE_RUN -> function::createAsync;
            case FUTURE_ITERATOR -> function::streamAsync;
        };
    }

    /** The model as one method sees it: asked for, and checked, with the first call of any method. */
    private static final class CheckedBinding<O extends @Nullable Object, P extends @Nullable Object>
            implements Binding<Map<String, ?>, O, P> {

        private final Engine engine;
        private final ModelRef ref;
        private final Function<ModelDescription, OutputType<?, ?>> output;
        private volatile @Nullable ModelDefinition<Map<String, ?>, O, P> definition;

        CheckedBinding(Engine engine, ModelRef ref, Function<ModelDescription, OutputType<?, ?>> output) {
            this.engine = engine;
            this.ref = ref;
            this.output = output;
        }

        @Override
        public String name() {
            return ref.toString();
        }

        @Override
        public CompletableFuture<BoundModel<O, P>> model() {
            return definition().thenApply(definition -> definition.bound(engine.decoder()));
        }

        @Override
        public CompletableFuture<ModelDefinition<Map<String, ?>, O, P>> definition() {
            ModelDefinition<Map<String, ?>, O, P> known = definition;
            return known != null
                    ? CompletableFuture.completedFuture(known)
                    : engine.lookup().describe(ref).thenApply(this::checked);
        }

        @Override
        public CompletableFuture<Map<String, ?>> checked(Map<String, ?> values) {
            return engine.lookup().describe(ref).thenApply(model -> model.checkFiles(values));
        }

        @SuppressWarnings("unchecked") // the method's own return type says what O is
        private ModelDefinition<Map<String, ?>, O, P> checked(ModelDescription model) {
            OutputType<O, P> checked = (OutputType<O, P>) output.apply(model);
            ModelDefinition<Map<String, ?>, O, P> made =
                    ModelDefinition.untyped(model).returning(checked);
            definition = made;
            return made;
        }
    }
}
