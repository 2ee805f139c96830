package dev.replicate4j.internal.file;

import dev.replicate4j.api.FileStrategy;
import dev.replicate4j.error.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts URLs in the place of the paths among a call's inputs, however deep in lists and maps they are: a path behind a
 * URL becomes that URL, a small file a data URI, a larger one the URL of an upload.
 *
 * <p>All files are looked at before the first request, so that a wrong one costs nothing.
 */
public final class InputFiles {

    private final Uploads uploads;

    /**
     * Makes the encoder of a client.
     *
     * @param uploads what uploads
     */
    public InputFiles(Uploads uploads) {
        this.uploads = uploads;
    }

    /**
     * Encodes the inputs of one call.
     *
     * @param inputs by wire name; lists and maps in them are walked
     * @param strategy how local files get to Replicate
     * @return the inputs with URLs in place of paths; fails as an upload does
     * @throws InvalidInputException if a file is missing, unreadable, a directory or too large: names input and path
     */
    public CompletableFuture<Map<String, @Nullable Object>> encode(
            Map<String, ? extends @Nullable Object> inputs, FileStrategy strategy) {
        Map<Path, Source> sources = new LinkedHashMap<>();
        for (Map.Entry<String, ? extends @Nullable Object> input : inputs.entrySet()) {
            look(input.getKey(), input.getValue(), strategy, sources);
        }
        return sources.isEmpty()
                ? CompletableFuture.completedFuture(Collections.unmodifiableMap(inputs))
                : encode(inputs, sources, strategy);
    }

    private CompletableFuture<Map<String, @Nullable Object>> encode(
            Map<String, ? extends @Nullable Object> inputs, Map<Path, Source> sources, FileStrategy strategy) {
        Map<Path, String> urls = new ConcurrentHashMap<>();
        CompletableFuture<?>[] pending = sources.entrySet().stream()
                .map(entry -> url(entry.getValue(), strategy).thenAccept(url -> urls.put(entry.getKey(), url)))
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(pending).thenApply(done -> {
            Map<String, @Nullable Object> encoded = new LinkedHashMap<>();
            inputs.forEach((name, value) -> encoded.put(name, replace(value, urls)));
            return encoded;
        });
    }

    /**
     * Finds the paths in a value and looks at the files: nothing is sent before all have been looked at. Plain loops,
     * since most calls have no file, and the first lambdas of a JVM cost it milliseconds.
     */
    private static void look(String input, @Nullable Object value, FileStrategy strategy, Map<Path, Source> found) {
        if (value instanceof Path path) {
            found.computeIfAbsent(path, file -> Source.of(input, file, strategy));
        } else if (value instanceof Collection<?> items) {
            int index = 0;
            for (Object item : items) {
                look(input + "[" + index++ + "]", item, strategy, found);
            }
        } else if (value instanceof Map<?, ?> fields) {
            for (Map.Entry<?, ?> field : fields.entrySet()) {
                look(input + "." + field.getKey(), field.getValue(), strategy, found);
            }
        }
    }

    private CompletableFuture<String> url(Source source, FileStrategy strategy) {
        if (source.file() == null) {
            return CompletableFuture.completedFuture(source.text());
        }
        return strategy.inlines(source.file().size())
                ? CompletableFuture.completedFuture(source.file().inline(source.text()))
                : uploads.upload(source.file());
    }

    /** Returns the value with URLs for paths; what holds no path stays the same object. */
    private static @Nullable Object replace(@Nullable Object value, Map<Path, String> urls) {
        if (value instanceof Path path) {
            return urls.get(path);
        }
        if (value instanceof Collection<?> items) {
            List<@Nullable Object> encoded = new ArrayList<>(items.size());
            items.forEach(item -> encoded.add(replace(item, urls)));
            return encoded;
        }
        if (value instanceof Map<?, ?> fields) {
            Map<Object, @Nullable Object> encoded = new LinkedHashMap<>();
            fields.forEach((key, field) -> encoded.put(key, replace(field, urls)));
            return encoded;
        }
        return value;
    }

    /** A path among the inputs: a URL without a file, or a file with the name of the input that it is for. */
    private record Source(String text, @Nullable LocalFile file) {

        /** A data URI is a file in a URL's clothes: outputs come so, and a large one is too much for a request. */
        static Source of(String input, Path path, FileStrategy strategy) {
            // What was kept stands for itself: its URL dies an hour after the run.
            if (path.getFileSystem() instanceof URLFileSystem system
                    && system.file().kept() == null) {
                String url = system.file().url();
                if (!DataUri.is(url) || strategy.inlines(DataUri.size(url))) {
                    return new Source(url, null);
                }
            }
            return new Source(input, LocalFile.of(input, path));
        }
    }
}
