package dev.replicate4j.internal.proxy;

import dev.replicate4j.internal.lookup.ModelDescription;
import dev.replicate4j.internal.lookup.OpenApiDocument;
import java.io.File;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares a user's interface with what the model is now, and names everything that does not fit at once. */
final class InterfaceCheck {

    private final ModelDescription model;
    private final Map<String, @Nullable Object> properties;
    private final List<?> required;
    private final List<String> problems = new ArrayList<>();

    private InterfaceCheck(ModelDescription model) {
        Map<String, @Nullable Object> input = OpenApiDocument.component(model.schema(), "Input");
        this.model = model;
        this.properties = OpenApiDocument.object(input.get("properties"));
        this.required = input.get("required") instanceof List<?> names ? names : List.of();
    }

    /**
     * Checks the methods of an interface.
     *
     * @throws IllegalArgumentException if something does not fit
     */
    static void check(Class<?> type, Collection<MethodSignature> methods, ModelDescription model) {
        if (model.schema().isEmpty()) {
            return;
        }
        InterfaceCheck check = new InterfaceCheck(model);
        methods.forEach(check::method);
        if (!check.problems.isEmpty()) {
            throw new IllegalArgumentException(type.getName() + " does not fit " + model.ref() + ", version "
                    + model.version() + ": " + String.join("; ", check.problems) + ".");
        }
    }

    private void method(MethodSignature method) {
        String name = method.method().getName();
        method.inputs().forEach((input, type) -> input(name, input, type));
        for (Object input : required) {
            if (!method.inputs().containsKey(input)) {
                problems.add(name + " does not give the input " + input + ", which is required");
            }
        }
        output(name, method);
    }

    private void input(String method, String input, Type type) {
        if (!properties.containsKey(input)) {
            problems.add(method + " gives the input " + input + ", which the model does not have (it has "
                    + String.join(", ", new TreeSet<>(properties.keySet())) + ")");
            return;
        }
        String wanted = OpenApiDocument.text(
                OpenApiDocument.resolve(model.schema(), properties.get(input)).get("type"));
        String given = jsonType(type);
        if (!fits(given, wanted)) {
            problems.add(method + " gives the input " + input + " as " + type.getTypeName() + ", but it is of type "
                    + wanted);
        }
    }

    private static boolean fits(String given, String wanted) {
        return given.isEmpty()
                || wanted.isEmpty()
                || given.equals(wanted)
                || given.equals("integer") && wanted.equals("number");
    }

    private static String jsonType(Type type) {
        Class<?> raw = raw(type);
        if (raw == long.class || raw == Long.class || raw == int.class || raw == Integer.class) {
            return "integer";
        }
        if (raw == double.class || raw == Double.class || raw == float.class || raw == Float.class) {
            return "number";
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return "boolean";
        }
        if (Collection.class.isAssignableFrom(raw)) {
            return "array";
        }
        if (Map.class.isAssignableFrom(raw)) {
            return "object";
        }
        boolean text = CharSequence.class.isAssignableFrom(raw)
                || Path.class.isAssignableFrom(raw)
                || raw == URI.class
                || raw == File.class;
        return text ? "string" : "";
    }

    private void output(String name, MethodSignature method) {
        Map<String, @Nullable Object> schema = OpenApiDocument.component(model.schema(), "Output");
        String made = model.output().concatenates() ? "string" : OpenApiDocument.text(schema.get("type"));
        String wanted = jsonType(method.output());
        boolean piece = method.form().iterates();
        if (!piece && !fits(wanted, made) && !wanted.equals("object")) {
            problems.add(
                    name + " returns " + method.output().getTypeName() + ", but the model's output is of type " + made);
        }
    }

    private static Class<?> raw(Type type) {
        if (type instanceof ParameterizedType generic) {
            return (Class<?>) generic.getRawType();
        }
        return type instanceof Class<?> plain ? plain : Object.class;
    }
}
