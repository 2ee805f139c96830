package dev.replicate4j.internal.proxy;

import java.lang.reflect.Parameter;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How users say in an interface what they mean.
 *
 * @param modelName the model that an interface is annotated with; null where it is not
 * @param inputName the input that a parameter is; null where it does not say
 * @param forms the generic types in which an output is handed over
 * @param file the class of files
 */
public record InterfaceConventions(
        Function<Class<?>, @Nullable String> modelName,
        Function<Parameter, @Nullable String> inputName,
        Map<Class<?>, ReturnForm> forms,
        Class<? extends Path> file) {

    ReturnForm form(Class<?> type) {
        return forms.getOrDefault(type, ReturnForm.OUTPUT);
    }
}
