package dev.replicate4j.testkit.internal.responder;

import dev.replicate4j.URLPath;
import dev.replicate4j.model.WireValue;
import dev.replicate4j.testkit.internal.json.ServerJson;
import dev.replicate4j.testkit.internal.media.MediaFormat;
import dev.replicate4j.testkit.internal.media.PathBody;
import dev.replicate4j.testkit.internal.model.SimulatedVersion;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Encodes the outputs of handlers as JSON values and files. */
public final class OutputEncoder {

    private final Map<String, @Nullable Object> output;
    private final SimulatedVersion version;

    /** Encodes outputs of the version. */
    public OutputEncoder(SimulatedVersion version) {
        this.version = version;
        this.output = version.resolved(version.schema("Output"));
    }

    /** Encodes a whole output, or one piece of it. */
    public @Nullable Object encode(@Nullable Object value) {
        return encode(value, output);
    }

    private @Nullable Object encode(@Nullable Object value, Map<String, @Nullable Object> schema) {
        if (value == null || value instanceof String || value instanceof Boolean || value instanceof Number) {
            return value;
        }
        if (value instanceof WireValue wire) {
            return wire.wireValue();
        }
        if (value instanceof Iterable<?> items && !(value instanceof Path)) {
            return list(items, schema);
        }
        if (value instanceof Map<?, ?> map) {
            return object(map, schema);
        }
        if (value instanceof Record fields) {
            return fields(fields, schema);
        }
        if (value instanceof Object[] array) {
            return list(Arrays.asList(array), schema);
        }
        return value instanceof Enum<?> constant ? constant.name() : file(value);
    }

    private static Object file(Object value) {
        if (value instanceof URLPath path) {
            return path.url();
        }
        if (value instanceof URI || value instanceof URL) {
            return value.toString();
        }
        if (value instanceof Path path) {
            return PathBody.media(path);
        }
        if (value instanceof byte[] bytes) {
            return MediaFormat.media("output", bytes);
        }
        throw new IllegalArgumentException("An output is made of texts, numbers, truth values, lists, maps, records and"
                + " files (Path, URLPath, URI, byte[]), but a handler returned a "
                + value.getClass().getName() + ".");
    }

    private List<@Nullable Object> list(Iterable<?> items, Map<String, @Nullable Object> schema) {
        Map<String, @Nullable Object> itemSchema = version.resolved(ServerJson.asObject(schema.get("items")));
        List<@Nullable Object> list = new ArrayList<>();
        items.forEach(item -> list.add(encode(item, itemSchema.isEmpty() ? schema : itemSchema)));
        return list;
    }

    private Map<String, @Nullable Object> object(Map<?, ?> map, Map<String, @Nullable Object> schema) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        map.forEach((name, member) -> object.put(String.valueOf(name), encode(member, property(schema, name))));
        return object;
    }

    private Map<String, @Nullable Object> fields(Record fields, Map<String, @Nullable Object> schema) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (RecordComponent component : fields.getClass().getRecordComponents()) {
            String name = wireName(component.getName(), schema);
            object.put(name, encode(read(fields, component), property(schema, name)));
        }
        return object;
    }

    private Map<String, @Nullable Object> property(Map<String, @Nullable Object> schema, @Nullable Object name) {
        Map<String, @Nullable Object> properties = ServerJson.asObject(schema.get("properties"));
        return version.resolved(ServerJson.asObject(properties.get(String.valueOf(name))));
    }

    /** Finds the wire name by comparing letters and digits only: Java's name is in camel case. */
    private static String wireName(String javaName, Map<String, @Nullable Object> schema) {
        for (String name : ServerJson.asObject(schema.get("properties")).keySet()) {
            if (plain(name).equals(plain(javaName))) {
                return name;
            }
        }
        return javaName.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    private static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    private static @Nullable Object read(Record fields, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(fields);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalArgumentException("Cannot read " + component.getName() + " of a record.", e);
        }
    }
}
