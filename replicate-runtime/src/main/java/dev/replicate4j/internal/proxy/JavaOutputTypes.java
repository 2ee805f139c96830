package dev.replicate4j.internal.proxy;

import dev.replicate4j.internal.output.MismatchException;
import dev.replicate4j.model.OutputType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds how an output is read into the Java type that a user's interface returns. */
final class JavaOutputTypes {

    private final Class<? extends Path> file;

    JavaOutputTypes(Class<? extends Path> file) {
        this.file = file;
    }

    /** {@return the output type of a Java type; empty for one that no output is decoded into} */
    Optional<OutputType<?, ?>> output(Type type) {
        return output(type, false);
    }

    /** {@return the same, where a list is one that grows while the model runs, or not} */
    Optional<OutputType<?, ?>> output(Type type, boolean growing) {
        if (type instanceof WildcardType wildcard) {
            return output(wildcard.getUpperBounds()[0], growing);
        }
        if (type instanceof ParameterizedType generic) {
            return generic((Class<?>) generic.getRawType(), generic.getActualTypeArguments(), growing);
        }
        return type instanceof Class<?> plain ? plain(plain) : Optional.empty();
    }

    private Optional<OutputType<?, ?>> generic(Class<?> raw, Type[] arguments, boolean growing) {
        if (raw == List.class || raw == Collection.class || raw == Iterable.class) {
            return output(arguments[0]).map(growing ? OutputType::iterator : OutputType::list);
        }
        return raw == Map.class && arguments[0] == String.class
                ? output(arguments[1]).map(OutputType::map)
                : Optional.empty();
    }

    private Optional<OutputType<?, ?>> plain(Class<?> type) {
        if (type == String.class || type == CharSequence.class) {
            return Optional.of(OutputType.string());
        }
        if (type == long.class || type == Long.class) {
            return Optional.of(OutputType.integer());
        }
        if (type == double.class || type == Double.class) {
            return Optional.of(OutputType.number());
        }
        if (type == boolean.class || type == Boolean.class) {
            return Optional.of(OutputType.bool());
        }
        if (type == file || type == Path.class) {
            return Optional.of(OutputType.file());
        }
        if (type == Object.class || type == void.class || type == Void.class) {
            return Optional.of(OutputType.any());
        }
        return type.isRecord() ? record(type) : Optional.empty();
    }

    private Optional<OutputType<?, ?>> record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        List<Optional<OutputType<?, ?>>> types =
                Arrays.stream(components).map(c -> output(c.getGenericType())).toList();
        if (types.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        return Optional.of(OutputType.<Object>object(fields -> {
            @Nullable Object[] values = new @Nullable Object[components.length];
            for (int i = 0; i < components.length; i++) {
                values[i] = value(fields, components[i], types.get(i).orElseThrow());
            }
            return make(type, components, values);
        }));
    }

    /** A component is the field of its name, or of its name in Python's spelling: {@code fileSize} is {@code file_size}. */
    private static @Nullable Object value(OutputType.Fields fields, RecordComponent component, OutputType<?, ?> type) {
        String name = component.getName();
        String python = name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
        Object value = fields.get(name, type);
        Object found = value == null && !python.equals(name) ? fields.get(python, type) : value;
        if (found == null && component.getType().isPrimitive()) {
            throw MismatchException.expected("there, as the record has no place for null", null)
                    .at("." + python);
        }
        return found;
    }

    private static Object make(Class<?> type, RecordComponent[] components, @Nullable Object[] values) {
        try {
            Class<?>[] parameters =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
            Constructor<?> constructor = type.getDeclaredConstructor(parameters);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw MismatchException.expected(
                    "what " + type.getSimpleName() + " takes (" + e.getCause() + ")", Arrays.asList(values));
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "The record " + type.getName() + " can't be made. Open its package to this library.", e);
        }
    }
}
