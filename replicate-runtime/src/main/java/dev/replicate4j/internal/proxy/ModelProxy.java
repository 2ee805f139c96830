package dev.replicate4j.internal.proxy;

import dev.replicate4j.internal.lookup.ModelDescription;
import dev.replicate4j.model.ModelRef;
import dev.replicate4j.model.OutputType;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Implements an interface that a user has written for a model. */
public final class ModelProxy implements InvocationHandler {

    /** Calls a model for one method. */
    public interface Verb {

        /** {@return what the method returns} */
        @Nullable Object call(Map<String, Object> values);
    }

    /** Makes the functions behind the methods. */
    public interface VerbFactory {

        /**
         * {@return the function behind a method}
         *
         * @param ref the model
         * @param signature the method
         * @param output checks the interface against the model, and says how the method's output is decoded
         */
        Verb verb(ModelRef ref, MethodSignature signature, Function<ModelDescription, OutputType<?, ?>> output);
    }

    private final Class<?> type;
    private final ModelRef ref;
    private final JavaOutputTypes types;
    private final List<MethodSignature> signatures;
    private final Map<Method, Bound> methods = new HashMap<>();

    private record Bound(MethodSignature signature, Verb verb) {}

    private ModelProxy(Class<?> type, ModelRef ref, JavaOutputTypes types, List<MethodSignature> signatures) {
        this.type = type;
        this.ref = ref;
        this.types = types;
        this.signatures = signatures;
    }

    /**
     * Makes an instance of an interface. What can be wrong with it without asking Replicate is named at once.
     *
     * @throws IllegalArgumentException if the interface is not of the form that the conventions say; names everything
     */
    public static <T> T of(Class<T> type, InterfaceConventions conventions, VerbFactory factory) {
        List<String> problems = new ArrayList<>();
        String name = conventions.modelName().apply(type);
        if (!type.isInterface()) {
            problems.add("it is not an interface");
        }
        if (name == null) {
            problems.add("it has no @ModelName(\"owner/name\")");
        }
        JavaOutputTypes types = new JavaOutputTypes(conventions.file());
        List<MethodSignature> signatures = Arrays.stream(type.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .map(method -> MethodSignature.of(method, conventions, problems))
                .toList();
        signatures.forEach(signature -> checkOutput(signature, types, problems));
        if (!problems.isEmpty() || name == null) {
            throw new IllegalArgumentException(
                    type.getName() + " cannot be used as a model: " + String.join("; ", problems) + ".");
        }
        ModelProxy handler = new ModelProxy(type, ModelRef.parse(name), types, signatures);
        signatures.forEach(signature -> handler.bind(signature, factory));
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static void checkOutput(MethodSignature signature, JavaOutputTypes types, List<String> problems) {
        if (types.output(signature.output()).isEmpty()) {
            problems.add(signature.method().getName() + " returns "
                    + signature.output().getTypeName()
                    + ", which is none of String, long, double, boolean, URLPath, Path, a record, Object, a List or Map of"
                    + " them, nor a Run or OutputIterator of one, nor a CompletableFuture of any of these");
        }
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        Bound bound = methods.get(method);
        if (bound != null) {
            return bound.verb().call(bound.signature().values(arguments));
        }
        if (method.isDefault()) {
            return invokeDefault(proxy, method, arguments);
        }
        return switch (method.getName()) {
            case "equals" -> arguments != null && isMine(arguments[0]);
            case "hashCode" -> System.identityHashCode(proxy);
            default -> type.getSimpleName() + " (" + ref + ")";
        };
    }

    private void bind(MethodSignature signature, VerbFactory factory) {
        Verb verb = factory.verb(ref, signature, model -> checkedOutput(signature, model));
        methods.put(signature.method(), new Bound(signature, verb));
    }

    /** The JDK's own way fails for an interface that is not public, since it checks the access of this class. */
    private @Nullable Object invokeDefault(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (Modifier.isPublic(type.getModifiers())) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        return MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                .unreflectSpecial(method, type)
                .bindTo(proxy)
                .invokeWithArguments(arguments == null ? List.of() : Arrays.asList(arguments));
    }

    /** Tells whether an object is the proxy that this handler serves; there is one for each. */
    private boolean isMine(@Nullable Object other) {
        return other != null && Proxy.isProxyClass(other.getClass()) && equals(Proxy.getInvocationHandler(other));
    }

    /** The user's type, decoded in the way of the model's: a text that comes in pieces, a list that grows. */
    private OutputType<?, ?> checkedOutput(MethodSignature signature, ModelDescription model) {
        InterfaceCheck.check(type, signatures, model);
        OutputType<?, ?> modelled = model.output();
        OutputType<?, ?> wanted =
                types.output(signature.output(), modelled.iterates()).orElseThrow();
        if (signature.output() == Object.class || wanted.equals(OutputType.string()) && modelled.concatenates()) {
            return modelled;
        }
        boolean list = wanted.hasPieces() && modelled.iterates();
        if (!list && signature.form().iterates() && modelled.hasPieces()) {
            return modelled.iterates() ? OutputType.iterator(wanted) : OutputType.list(wanted);
        }
        return wanted;
    }
}
