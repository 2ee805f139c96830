package dev.replicate4j.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Makes inputs of columns.
 *
 * @param columns the column of each input, by wire name
 * @param files the inputs whose columns name files
 */
record ColumnInput(Map<String, String> columns, List<String> files) implements RowFunction<Map<String, ?>> {

    @Override
    public Map<String, ?> apply(Row row) throws IOException {
        Map<String, Object> input = new LinkedHashMap<>();
        for (Map.Entry<String, String> column : columns.entrySet()) {
            Object value = value(row.getAs(column.getValue()));
            if (value instanceof String place && files.contains(column.getKey())) {
                input.put(column.getKey(), InputFiles.of(place));
            } else if (value != null) {
                input.put(column.getKey(), value);
            }
        }
        return input;
    }

    private static @Nullable Object value(@Nullable Object value) {
        if (value instanceof byte[] content) {
            return InputFiles.of(content);
        }
        if (value instanceof scala.collection.Seq<?> items) {
            List<@Nullable Object> list = new ArrayList<>();
            CollectionConverters.asJava(items).forEach(item -> list.add(value(item)));
            return list;
        }
        if (value instanceof scala.collection.Map<?, ?> fields) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            CollectionConverters.asJava(fields).forEach((name, field) -> map.put(String.valueOf(name), value(field)));
            return map;
        }
        if (value instanceof Row struct) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            for (String name : struct.schema().fieldNames()) {
                map.put(name, value(struct.getAs(name)));
            }
            return map;
        }
        return value instanceof Number || value instanceof Boolean || value == null ? value : value.toString();
    }
}
