package dev.replicate4j.jobs;

import dev.replicate4j.ModelFunction;
import dev.replicate4j.URLPath;
import dev.replicate4j.jobs.internal.journal.StoredFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files anywhere in the outputs of models, and the folder in which they are kept. */
final class OutputFiles {

    private final Path folder;
    private final FileCopy copies;

    /**
     * An output as it is stored.
     *
     * @param json JSON as plain Java values; contents of files that were part of it are taken out
     * @param files its files
     */
    record Stored(@Nullable Object json, List<StoredFile> files) {}

    OutputFiles(Path folder) {
        this.folder = folder;
        this.copies = new FileCopy(folder);
    }

    /**
     * Keeps the files of an output.
     *
     * @throws NoSuchFileException if one of them is gone
     * @throws IOException if one of them cannot be downloaded
     * @throws JobException if one of them cannot be written
     * @throws dev.replicate4j.error.DecodeException if the output is something else entirely
     */
    Stored keep(ModelFunction<?, ?, ?> function, String key, @Nullable Object json) throws IOException {
        Map<String, URLPath> found = new LinkedHashMap<>();
        function.decode(json, file -> {
            found.putIfAbsent(file.url(), file);
            return file;
        });
        List<StoredFile> files = new ArrayList<>();
        Map<String, String> shorter = new LinkedHashMap<>();
        for (Map.Entry<String, URLPath> file : found.entrySet()) {
            String url = shortened(file.getKey(), files.size());
            shorter.put(file.getKey(), url);
            files.add(copies.copy(file.getValue(), url, key, files.size()));
        }
        return new Stored(replaced(json, shorter), List.copyOf(files));
    }

    /** {@return the output, its files being read from their copies} */
    <O extends @Nullable Object> O decode(
            ModelFunction<?, O, ?> function, @Nullable Object json, List<StoredFile> files) {
        Map<String, Path> paths = new LinkedHashMap<>();
        files.forEach(file -> paths.put(file.url(), folder.resolve(file.name())));
        return function.decode(json, file -> {
            Path copy = paths.get(file.url());
            return copy == null ? file : file.keptAt(copy);
        });
    }

    /** {@return the files as users see them} */
    List<KeptFile> kept(List<StoredFile> files) {
        return files.stream()
                .map(file -> new KeptFile(
                        file.url(), folder.resolve(file.name()), file.size(), file.sha256(), file.mediaType()))
                .toList();
    }

    /** A data URI is the content itself: the copy has it, so a short one takes its place, which is told from the others. */
    private static String shortened(String url, int index) {
        if (!url.regionMatches(true, 0, "data:", 0, 5)) {
            return url;
        }
        String type = FileKind.of(url, "");
        return "data:" + type + ";kept=" + index + ",";
    }

    private static @Nullable Object replaced(@Nullable Object json, Map<String, String> urls) {
        if (json instanceof String text) {
            return text.startsWith("data:") ? urls.getOrDefault(text, text) : text;
        }
        if (json instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(item -> copy.add(replaced(item, urls)));
            return copy;
        }
        if (json instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((name, value) -> copy.put(String.valueOf(name), replaced(value, urls)));
            return copy;
        }
        return json;
    }

    static boolean isGone(Throwable failure) {
        return failure instanceof NoSuchFileException || failure instanceof FileNotFoundException;
    }
}
