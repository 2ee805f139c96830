package dev.replicate4j;

import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.internal.call.BoundModel;
import dev.replicate4j.model.ModelRef;
import dev.replicate4j.model.OutputType;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Stands behind an interface that a user has written for a model. */
final class UserInterface implements InvocationHandler {

    private final Engine engine;
    private final Class<?> type;
    private final ModelRef ref;
    private final Map<Method, Function> methods = new HashMap<>();
    private final List<Signature> signatures;

    private UserInterface(Engine engine, Class<?> type, ModelRef ref, List<Signature> signatures) {
        this.engine = engine;
        this.type = type;
        this.ref = ref;
        this.signatures = signatures;
        signatures.forEach(signature -> methods.put(signature.method(), new Function(signature)));
    }

    /** Returns an instance of the interface. What can be wrong with it without asking Replicate is named at once. */
    static <T> T of(Class<T> type, Engine engine) {
        List<String> problems = new ArrayList<>();
        ModelName name = type.getAnnotation(ModelName.class);
        if (!type.isInterface()) {
            problems.add("it is not an interface");
        }
        if (name == null) {
            problems.add("it has no @ModelName(\"owner/name\")");
        }
        List<Signature> signatures = Arrays.stream(type.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .map(method -> checked(Signature.of(method, problems), problems))
                .toList();
        if (!problems.isEmpty() || name == null) {
            throw new InvalidInputException(
                    type.getName() + " cannot be used as a model: " + String.join("; ", problems) + ".");
        }
        UserInterface handler = new UserInterface(engine, type, ModelRef.parse(name.value()), signatures);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Signature checked(Signature signature, List<String> problems) {
        if (JavaTypes.output(signature.output()).isEmpty()) {
            problems.add(signature.method().getName() + " returns "
                    + signature.output().getTypeName()
                    + ", which is none of String, long, double, boolean, URLPath, Path, a record, Object, a List or Map of"
                    + " them, nor a Run, OutputIterator or CompletableFuture of one");
        }
        return signature;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        Function function = methods.get(method);
        if (function != null) {
            return function.call(arguments);
        }
        if (method.isDefault()) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        return switch (method.getName()) {
            case "equals" -> arguments != null && isMine(arguments[0]);
            case "hashCode" -> System.identityHashCode(proxy);
            default -> type.getSimpleName() + " (" + ref + ")";
        };
    }

    /** Tells whether an object is the proxy that this handler serves; there is one for each. */
    private boolean isMine(@Nullable Object other) {
        return other != null && Proxy.isProxyClass(other.getClass()) && equals(Proxy.getInvocationHandler(other));
    }

    /** What one method does. */
    private final class Function {

        private final Signature signature;
        private final ModelFunction<Map<String, ?>, ?, ?> model;

        Function(Signature signature) {
            this.signature = signature;
            this.model = new ModelFunction<>(engine, new Bound<>(signature), engine.options());
        }

        @Nullable Object call(@Nullable Object @Nullable [] arguments) {
            Map<String, Object> values = signature.values(arguments);
            return switch (signature.form()) {
                case OUTPUT -> result(model.call(values));
                case FUTURE -> model.callAsync(values);
                case RUN -> model.create(values);
                case ITERATOR -> model.stream(values);
            };
        }

        private @Nullable Object result(@Nullable Object output) {
            return signature.output() == void.class ? null : output;
        }
    }

    /** The model as one method sees it: asked for, and checked, with the first call of any method. */
    private final class Bound<O extends @Nullable Object, P extends @Nullable Object>
            implements Binding<Map<String, ?>, O, P> {

        private final Signature signature;
        private volatile @Nullable ModelDefinition<Map<String, ?>, O, P> definition;

        Bound(Signature signature) {
            this.signature = signature;
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
                    : engine.lookup().facts(ref).thenApply(this::checked);
        }

        private ModelDefinition<Map<String, ?>, O, P> checked(ModelFacts facts) {
            InterfaceCheck.check(type, signatures, facts);
            ModelDefinition<Map<String, ?>, ?, ?> untyped = facts.definition();
            definition = untyped.returning(output(untyped.output()));
            return definition;
        }

        /** The user's type, read in the way of the model's: a text that comes in pieces, a list that grows. */
        @SuppressWarnings("unchecked") // the method's own return type says what O is
        private OutputType<O, P> output(OutputType<?, ?> modelled) {
            OutputType<?, ?> wanted =
                    JavaTypes.output(signature.output(), modelled.iterates()).orElseThrow();
            boolean pieces = signature.form() == Signature.Form.ITERATOR;
            if (signature.output() == Object.class || wanted.equals(OutputType.string()) && modelled.concatenates()) {
                return (OutputType<O, P>) modelled;
            }
            if (pieces && modelled.hasPieces()) {
                return (OutputType<O, P>) (modelled.iterates() ? OutputType.iterator(wanted) : OutputType.list(wanted));
            }
            return (OutputType<O, P>) wanted;
        }
    }
}
