package dev.replicate4j.internal.proxy;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One method of a user's interface: which inputs it gives, and in which form it wants the output.
 *
 * @param method the method
 * @param inputs the wire names and types of its parameters, in order
 * @param form how the output is handed over
 * @param output the Java type of the output, or of one piece of it where it is iterated
 */
public record MethodSignature(Method method, Map<String, Type> inputs, ReturnForm form, Type output) {

    /** Reads a method, and adds what is wrong with it to the problems. */
    static MethodSignature of(Method method, InterfaceConventions conventions, List<String> problems) {
        Map<String, Type> inputs = new LinkedHashMap<>();
        for (Parameter parameter : method.getParameters()) {
            String name = conventions.inputName().apply(parameter);
            if (name == null) {
                problems.add(
                        "parameter " + parameter.getName() + " of " + method.getName()
                                + " has no @In(\"name\") that says which input it is, and the interface was not compiled with -parameters");
            } else if (inputs.put(name, parameter.getParameterizedType()) != null) {
                problems.add("two parameters of " + method.getName() + " are the input " + name);
            }
        }
        return returning(method, inputs, method.getGenericReturnType(), conventions);
    }

    private static MethodSignature returning(
            Method method, Map<String, Type> inputs, Type returned, InterfaceConventions conventions) {
        if (!(returned instanceof ParameterizedType generic)) {
            return new MethodSignature(method, inputs, ReturnForm.OUTPUT, returned);
        }
        ReturnForm form = conventions.form((Class<?>) generic.getRawType());
        Type argument = generic.getActualTypeArguments()[0];
        if (form == ReturnForm.FUTURE) {
            MethodSignature inner = returning(method, inputs, argument, conventions);
            return new MethodSignature(method, inputs, inner.form().later(), inner.output());
        }
        return new MethodSignature(method, inputs, form, form == ReturnForm.OUTPUT ? returned : argument);
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
