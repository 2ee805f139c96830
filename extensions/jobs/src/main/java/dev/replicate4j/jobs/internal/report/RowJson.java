package dev.replicate4j.jobs.internal.report;

import dev.replicate4j.jobs.internal.journal.JournalEntry;
import dev.replicate4j.jobs.internal.journal.JournalReader;
import dev.replicate4j.jobs.internal.journal.StoredFile;
import dev.replicate4j.jobs.internal.json.JournalJson;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes what the page shows of a key. */
final class RowJson {

    private static final int LONGEST_TEXT = 2000;

    private final Path journal;
    private final Path files;
    private final @Nullable String base;
    private final Thumbnail thumbnail;

    /**
     * Makes it.
     *
     * @param page the page that the row is in, from which files are linked
     */
    RowJson(Path journal, Path files, Path page, Thumbnail thumbnail) {
        this.journal = journal;
        this.files = files;
        this.base = base(files, page);
        this.thumbnail = thumbnail;
    }

    /** {@return where a browser finds the files; null if it cannot} */
    private static @Nullable String base(Path files, Path page) {
        if (!files.getFileSystem().equals(FileSystems.getDefault())) {
            return null;
        }
        Path folder = files.toAbsolutePath().normalize();
        Path home = page.toAbsolutePath().normalize().getParent();
        if (home == null || !page.getFileSystem().equals(files.getFileSystem())) {
            return folder.toUri().toString().replaceAll("/$", "");
        }
        boolean sameRoot = Objects.equals(folder.getRoot(), home.getRoot());
        return sameRoot
                ? encoded(home.relativize(folder))
                : folder.toUri().toString().replaceAll("/$", "");
    }

    private static String encoded(Path relative) {
        List<String> segments = new ArrayList<>();
        relative.forEach(segment -> segments.add(encoded(segment.toString())));
        return String.join("/", segments);
    }

    private static String encoded(String segment) {
        return URI.create("x:///").resolve(uri(segment)).getRawPath().substring(1);
    }

    private static URI uri(String segment) {
        try {
            return new URI(null, null, "/" + segment, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e); // the names of kept files have no such characters
        }
    }

    /** {@return the row's members} */
    Map<String, @Nullable Object> of(ReportRow row) throws IOException {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("k", row.key);
        json.put("s", row.state);
        json.put("at", row.begun.toString());
        if (row.seconds >= 0) {
            json.put("sec", row.seconds);
        }
        if (JournalReader.entry(journal, row.intent) instanceof JournalEntry.Intent intent) {
            json.put("in", intent.input());
        }
        JournalEntry newest = JournalReader.entry(journal, row.newest);
        if (newest instanceof JournalEntry.Done done) {
            json.put("id", done.id());
            json.put("f", files(done.files()));
            String text = text(done.output(), done.files());
            if (!text.isEmpty()) {
                json.put("t", cut(text));
            }
        } else if (newest instanceof JournalEntry.Failed failed) {
            json.put("id", failed.id());
            json.put("e", cut(failed.error()));
        } else if (newest instanceof JournalEntry.Lost lost) {
            json.put("id", lost.id());
            json.put("e", cut(lost.error()));
        } else if (newest instanceof JournalEntry.Started started) {
            json.put("id", started.id());
        } else if (newest instanceof JournalEntry.Shared shared) {
            json.put("e", "The same input as " + shared.original());
        }
        return json;
    }

    private List<Map<String, @Nullable Object>> files(List<StoredFile> stored) {
        List<Map<String, @Nullable Object>> shown = new ArrayList<>();
        for (StoredFile file : stored) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("m", file.mediaType());
            json.put("n", file.name().substring(file.name().lastIndexOf('/') + 1));
            json.put("b", file.size());
            if (base != null) {
                json.put("u", base + "/" + encodedName(file.name()));
            }
            if (file.mediaType().startsWith("image/")) {
                String small = thumbnail.of(files.resolve(file.name()));
                if (small != null) {
                    json.put("th", small);
                }
            }
            shown.add(json);
        }
        return shown;
    }

    private static String encodedName(String name) {
        List<String> segments = new ArrayList<>();
        for (String segment : name.split("/", -1)) {
            segments.add(encoded(segment));
        }
        return String.join("/", segments);
    }

    private static String text(@Nullable Object output, List<StoredFile> files) {
        Set<String> urls = files.stream().map(StoredFile::url).collect(Collectors.toSet());
        Object rest = without(output, urls);
        if (rest == null) {
            return "";
        }
        if (rest instanceof List<?> pieces && pieces.stream().allMatch(String.class::isInstance)) {
            return pieces.stream().map(String::valueOf).collect(Collectors.joining());
        }
        return rest instanceof String text ? text : JournalJson.write(rest);
    }

    private static @Nullable Object without(@Nullable Object json, Set<String> urls) {
        if (json instanceof String text) {
            return urls.contains(text) ? null : text;
        }
        if (json instanceof List<?> list) {
            List<@Nullable Object> rest = new ArrayList<>();
            list.forEach(item -> {
                Object left = without(item, urls);
                if (left != null) {
                    rest.add(left);
                }
            });
            return rest.isEmpty() ? null : rest;
        }
        if (json instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> rest = new LinkedHashMap<>();
            map.forEach((name, value) -> {
                Object left = without(value, urls);
                if (left != null) {
                    rest.put(String.valueOf(name), left);
                }
            });
            return rest.isEmpty() ? null : rest;
        }
        return json;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...";
    }
}
