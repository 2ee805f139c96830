package dev.replicate4j.tools;

import dev.replicate4j.URLPath;
import dev.replicate4j.tools.internal.schema.ToolJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Says whether two calls are equal: the same model and input, whatever the order of its names and the form of its numbers. */
final class RunKeys {

    private RunKeys() {}

    static String digest(String model, Map<String, Object> input) {
        return ToolNames.sha256(model + "\n" + ToolJson.text(comparable(input)));
    }

    private static @Nullable Object comparable(@Nullable Object value) {
        if (value instanceof URLPath url) {
            return "url:" + url.url();
        }
        if (value instanceof Path file) {
            return "file:" + stamp(file);
        }
        if (value instanceof Number number) {
            return "number:" + new BigDecimal(number.toString()).stripTrailingZeros();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(item -> String.valueOf(comparable(item))).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> sorted = new TreeMap<>();
            map.forEach((name, item) -> sorted.put(String.valueOf(name), comparable(item)));
            return sorted;
        }
        return value instanceof String text ? "text:" + text : value;
    }

    /** A file that has changed is another input. */
    private static String stamp(Path file) {
        try {
            return file + " " + Files.size(file) + " "
                    + Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be read: " + e, e);
        }
    }
}
