package dev.replicate4j.internal.input;

import dev.replicate4j.error.InvalidInputException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a record that is given as an input: an object with its components as fields. */
final class RecordFields {

    private RecordFields() {}

    /**
     * Returns the components by their names, in their order, without those that are null: unset is absent on the wire.
     *
     * @param subject which input of which model, to begin a message with
     * @throws InvalidInputException if the record cannot be read
     */
    static Map<String, Object> of(String subject, Record record) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = read(subject, record, component.getAccessor());
            if (value != null) {
                fields.put(component.getName(), value);
            }
        }
        return fields;
    }

    private static @Nullable Object read(String subject, Record record, Method accessor) {
        try {
            // A record may be nested in a private class; in a named module that is not open, it must be public.
            accessor.trySetAccessible();
            return accessor.invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new InvalidInputException(
                    subject + " is a record of " + record.getClass().getName() + ", which cannot be read: " + e
                            + ". Make the record public in an exported package, or give a map.",
                    e);
        }
    }
}
