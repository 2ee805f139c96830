package dev.replicate4j;

import dev.replicate4j.internal.file.Downloads;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads JSON objects: into a map, or into a record. */
final class Structures {

    private Structures() {}

    private static Map<?, ?> fields(@Nullable Object json) {
        Object value = json instanceof List<?> list && list.size() == 1 ? list.get(0) : json;
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw Mismatch.expected("an object", json);
    }

    private static <T extends @Nullable Object> @Nullable T value(
            Map<?, ?> map, String name, OutputType<T, ?> type, @Nullable Downloads files) {
        Object json = map.get(name);
        try {
            return json == null ? null : type.read(json, files);
        } catch (Mismatch mismatch) {
            throw mismatch.at("." + name);
        }
    }

    static final class Mapping<T extends @Nullable Object> extends OutputType<Map<String, T>, Map<String, T>> {

        private final OutputType<T, ?> item;

        Mapping(OutputType<T, ?> item) {
            this.item = item;
        }

        @Override
        @SuppressWarnings("NullAway") // a null value stays null, as an item of a list does
        Map<String, T> read(@Nullable Object json, @Nullable Downloads files) {
            Map<?, ?> map = json == null ? Map.of() : fields(json);
            Map<String, T> read = new LinkedHashMap<>();
            map.keySet().forEach(name -> read.put((String) name, value(map, (String) name, item, files)));
            return Collections.unmodifiableMap(read);
        }

        @Override
        Map<String, T> readPiece(@Nullable Object json, @Nullable Downloads files) {
            return read(json, files);
        }

        @Override
        public String toString() {
            return "map(" + item + ")";
        }
    }

    static final class Structure<R> extends OutputType<R, R> {

        private final Function<Fields, R> record;

        Structure(Function<Fields, R> record) {
            this.record = record;
        }

        @Override
        R read(@Nullable Object json, @Nullable Downloads files) {
            Map<?, ?> map = fields(json);
            return record.apply(new Fields() {
                @Override
                public <T extends @Nullable Object> @Nullable T get(String name, OutputType<T, ?> type) {
                    return value(map, name, type, files);
                }
            });
        }

        @Override
        R readPiece(@Nullable Object json, @Nullable Downloads files) {
            return read(json, files);
        }

        @Override
        public String toString() {
            return "object(...)";
        }
    }
}
