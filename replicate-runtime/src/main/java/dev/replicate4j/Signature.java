package dev.replicate4j;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One method of a user's interface: which inputs it gives, and in which form it wants the output.
 *
 * @param method the method
 * @param inputs the wire names and types of its parameters, in order
 * @param form how the output is handed over
 * @param output the Java type of the output, or of one piece of it where it is iterated
 */
record Signature(Method method, Map<String, Type> inputs, Form form, Type output) {

    /** How the output is handed over. */
    enum Form {
        OUTPUT,
        FUTURE,
        RUN,
        ITERATOR
    }

    /** Reads a method, and adds what is wrong with it to the problems. */
    static Signature of(Method method, List<String> problems) {
        Map<String, Type> inputs = new LinkedHashMap<>();
        for (Parameter parameter : method.getParameters()) {
            In in = parameter.getAnnotation(In.class);
            if (in == null) {
                problems.add("parameter " + parameter.getName() + " of " + method.getName()
                        + " has no @In(\"name\") that says which input it is");
            } else if (inputs.put(in.value(), parameter.getParameterizedType()) != null) {
                problems.add("two parameters of " + method.getName() + " are the input " + in.value());
            }
        }
        return new Signature(method, inputs, form(method.getReturnType()), output(method.getGenericReturnType()));
    }

    private static Form form(Class<?> type) {
        if (type == CompletableFuture.class) {
            return Form.FUTURE;
        }
        return type == Run.class ? Form.RUN : type == OutputIterator.class ? Form.ITERATOR : Form.OUTPUT;
    }

    private static Type output(Type type) {
        boolean handed =
                type instanceof ParameterizedType generic && form((Class<?>) generic.getRawType()) != Form.OUTPUT;
        return handed ? ((ParameterizedType) type).getActualTypeArguments()[0] : type;
    }

    /** Returns the inputs of one call; a null argument is an input that is not given. */
    Map<String, Object> values(@Nullable Object @Nullable [] arguments) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (arguments != null) {
            List<String> names = new ArrayList<>(inputs.keySet());
            for (int i = 0; i < arguments.length; i++) {
                Object argument = arguments[i];
                if (argument != null) {
                    values.put(names.get(i), argument);
                }
            }
        }
        return values;
    }
}
