package dev.replicate4j.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.replicate4j.URLPath;
import dev.replicate4j.model.OutputType;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The column of outputs.
 *
 * @param type of the column
 */
record OutputColumn(DataType type) implements Serializable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What becomes of the files of an output: where they are kept, and their content. */
    interface FileStore {

        /** {@return the URI of a kept file} */
        String uri(URLPath file);

        /** {@return its content} */
        byte[] content(URLPath file) throws IOException;
    }

    /** {@return the column for outputs of a type; files are URIs, or their contents} */
    static OutputColumn of(OutputType<?, ?> type, boolean binaryFiles) {
        return new OutputColumn(OutputSchema.of(type, binaryFiles));
    }

    /** {@return an output as Spark takes it} */
    @Nullable Object value(@Nullable Object output, FileStore files) {
        return value(output, type, files);
    }

    private static @Nullable Object value(@Nullable Object output, DataType type, FileStore files) {
        if (output == null) {
            return null;
        }
        if (type instanceof BinaryType) {
            try {
                return output instanceof URLPath file ? files.content(file) : null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (type instanceof StringType) {
            return output instanceof String text
                    ? text
                    : output instanceof URLPath file ? files.uri(file) : json(output, files);
        }
        if (type instanceof ArrayType array && output instanceof List<?> items) {
            return items.stream()
                    .map(item -> value(item, array.elementType(), files))
                    .toArray();
        }
        if (type instanceof MapType map && output instanceof Map<?, ?> fields) {
            Map<Object, @Nullable Object> values = new LinkedHashMap<>();
            fields.forEach((name, field) -> values.put(name, value(field, map.valueType(), files)));
            return CollectionConverters.asScala(values);
        }
        if (type instanceof StructType struct && output instanceof Record record) {
            StructField[] fields = struct.fields();
            @Nullable Object[] values = new @Nullable Object[fields.length];
            List<@Nullable Object> components = components(record);
            for (int i = 0; i < fields.length; i++) {
                values[i] = value(components.get(i), fields[i].dataType(), files);
            }
            return RowFactory.create(values);
        }
        return output;
    }

    private static List<@Nullable Object> components(Record record) {
        List<@Nullable Object> values = new ArrayList<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                values.add(component.getAccessor().invoke(record));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("The component " + component + " of an output cannot be read", e);
            }
        }
        return values;
    }

    private static String json(Object output, FileStore files) {
        try {
            return JSON.writeValueAsString(plain(output, files::uri));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Object plain(@Nullable Object value, Function<URLPath, String> uri) {
        if (value instanceof URLPath file) {
            return uri.apply(file);
        }
        if (value instanceof Path path) {
            return path.toString();
        }
        if (value instanceof List<?> items) {
            List<@Nullable Object> list = new ArrayList<>();
            items.forEach(item -> list.add(plain(item, uri)));
            return list;
        }
        if (value instanceof Map<?, ?> fields) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            fields.forEach((name, field) -> map.put(String.valueOf(name), plain(field, uri)));
            return map;
        }
        if (value instanceof Record record) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            List<@Nullable Object> values = components(record);
            RecordComponent[] names = record.getClass().getRecordComponents();
            for (int i = 0; i < names.length; i++) {
                map.put(names[i].getName(), plain(values.get(i), uri));
            }
            return map;
        }
        return value;
    }
}
