package dev.replicate4j;

import dev.replicate4j.internal.file.Downloads;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads an object of a model that is used by its name: a map in which the fields that the schema calls files are files. */
final class UntypedObject extends OutputType<@Nullable Object, @Nullable Object> {

    private final Map<String, OutputType<?, ?>> files;

    private UntypedObject(Map<String, OutputType<?, ?>> files) {
        this.files = files;
    }

    static OutputType<@Nullable Object, @Nullable Object> of(
            Map<String, @Nullable Object> document, Map<String, @Nullable Object> properties) {
        Map<String, OutputType<?, ?>> files = new LinkedHashMap<>();
        properties.forEach((name, property) -> {
            Map<String, @Nullable Object> schema = Schemas.resolve(document, property);
            if (Schemas.isFile(schema)) {
                files.put(name, OutputType.file());
            } else if (Schemas.isFile(Schemas.resolve(document, schema.get("items")))) {
                files.put(name, OutputType.list(OutputType.file()));
            }
        });
        return files.isEmpty() ? OutputType.any() : new UntypedObject(files);
    }

    /** What does not fit stays as it is: without types, nothing was promised. */
    @Override
    @Nullable Object read(@Nullable Object json, @Nullable Downloads downloads) {
        if (!(json instanceof Map<?, ?> fields)) {
            return json;
        }
        Map<Object, @Nullable Object> read = new LinkedHashMap<>();
        fields.forEach((name, value) -> read.put(name, field(name, value, downloads)));
        return Collections.unmodifiableMap(read);
    }

    private @Nullable Object field(Object name, @Nullable Object value, @Nullable Downloads downloads) {
        OutputType<?, ?> type = value == null ? null : files.get(name);
        try {
            return type == null ? value : type.read(value, downloads);
        } catch (Mismatch e) {
            return value;
        }
    }

    @Override
    @Nullable Object readPiece(@Nullable Object json, @Nullable Downloads downloads) {
        return read(json, downloads);
    }

    @Override
    public String toString() {
        return "object(...)";
    }
}
