package dev.replicate4j.tools;

import dev.replicate4j.URLPath;
import dev.replicate4j.api.Metrics;
import dev.replicate4j.jobs.KeptFile;
import dev.replicate4j.tools.internal.access.FileAccess;
import dev.replicate4j.tools.internal.media.ImageScaler;
import dev.replicate4j.tools.internal.schema.ToolJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the output of a run as the answer to a call. */
final class AnswerWriter {

    /** Clients refuse an answer that has more than a megabyte; Base64 takes a third more than the bytes. */
    private static final long MOST_BYTES = 600_000;

    private static final int LONGEST_TEXT = 20_000;

    private final FileAccess access;
    private final Path folder;
    private final boolean saves;
    private final int longestSide;

    /**
     * Makes a writer.
     *
     * @param folder where files are
     * @param saves whether they stay there
     */
    AnswerWriter(FileAccess access, Path folder, boolean saves, int longestSide) {
        this.access = access;
        this.folder = folder;
        this.saves = saves;
        this.longestSide = longestSide;
    }

    /**
     * Writes an answer.
     *
     * @param note what is said before all else; empty for nothing
     */
    ToolResult answer(
            ModelTool tool, String id, @Nullable Object output, List<KeptFile> files, Metrics metrics, String note) {
        List<Map<String, Object>> described = new ArrayList<>();
        Map<String, String> names = new LinkedHashMap<>();
        for (KeptFile file : files) {
            boolean expires = !isData(file.url());
            if (expires) {
                access.returned(file.url());
            }
            names.put(file.url(), expires ? file.url() : saves ? file.path().toString() : "(in the answer)");
            described.add(description(file));
        }
        Object plain = plain(output, names);
        Map<String, Object> structured = new LinkedHashMap<>();
        structured.put("run_id", id);
        structured.put("status", "succeeded");
        String text = plain instanceof String string ? string : ToolJson.text(plain);
        boolean fits = text.length() <= LONGEST_TEXT;
        if (plain != null && fits) {
            structured.put("output", plain);
        }
        if (!described.isEmpty()) {
            structured.put("files", described);
        }
        if (!tool.outputs().problems(structured).isEmpty()) {
            structured.remove("output"); // the model does not keep to its schema; the text has it all
        }
        List<ToolContent> content = new ArrayList<>();
        if (!isFilesOnly(plain, names)) {
            content.add(new ToolContent.Text(fits ? text : cut(text, id)));
        }
        content.add(new ToolContent.Text(note + summary(tool, id, files, metrics)));
        parts(files, content);
        return new ToolResult(content, structured, false, Optional.of(id));
    }

    /** A language model cannot read a book at a time; under the folder of files it is whole. */
    private String cut(String text, String id) {
        String end = "\n[cut: the output has " + text.length() + " characters";
        if (saves) {
            Path whole = folder.resolve("output-" + id + ".txt");
            try {
                Files.createDirectories(folder);
                Files.writeString(whole, text);
                end += ", and is saved as " + whole;
            } catch (IOException e) {
                end += ", and could not be saved as " + whole + ": " + e;
            }
        }
        return text.substring(0, LONGEST_TEXT) + end + "]";
    }

    private Map<String, Object> description(KeptFile file) {
        Map<String, Object> described = new LinkedHashMap<>();
        if (!isData(file.url())) {
            described.put("url", file.url());
        }
        if (saves) {
            described.put("path", file.path().toString());
        }
        described.put("media_type", file.mediaType());
        described.put("bytes", file.size());
        return described;
    }

    private static boolean isData(String url) {
        return url.regionMatches(true, 0, "data:", 0, 5);
    }

    private static @Nullable Object plain(@Nullable Object value, Map<String, String> names) {
        if (value instanceof URLPath file) {
            return names.getOrDefault(file.url(), file.url());
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(item -> copy.add(plain(item, names)));
            return copy;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((name, item) -> copy.put(String.valueOf(name), plain(item, names)));
            return copy;
        }
        return value;
    }

    private static boolean isFilesOnly(@Nullable Object plain, Map<String, String> names) {
        return plain instanceof String text && names.containsValue(text)
                || plain instanceof List<?> list
                        && !list.isEmpty()
                        && list.stream().allMatch(item -> names.containsValue(Objects.toString(item)));
    }

    private String summary(ModelTool tool, String id, List<KeptFile> files, Metrics metrics) {
        StringBuilder text = new StringBuilder("Run " + id + " of " + tool.model() + " has succeeded"
                + metrics.predictTime()
                        .map(time -> String.format(Locale.ROOT, " in %.1f s", time.toMillis() / 1000.0))
                        .orElse("")
                + ".");
        int index = 0;
        for (KeptFile file : files) {
            text.append("\nFile ")
                    .append(++index)
                    .append(" (")
                    .append(file.mediaType())
                    .append("):");
            if (!isData(file.url())) {
                text.append(' ').append(file.url()).append(" (lasts an hour)");
            }
            if (saves) {
                text.append(" saved as ").append(file.path());
            }
        }
        return text.toString();
    }

    private void parts(List<KeptFile> files, List<ToolContent> content) {
        long shown = files.stream().filter(AnswerWriter::isShown).count();
        for (KeptFile file : files) {
            Optional<ToolContent> part = isShown(file) ? shown(file, MOST_BYTES / shown) : Optional.empty();
            part.or(() -> link(file)).ifPresent(content::add);
        }
    }

    private static boolean isShown(KeptFile file) {
        return isImage(file.mediaType()) || isAudio(file.mediaType());
    }

    private static boolean isImage(String mediaType) {
        return mediaType.startsWith("image/") && !mediaType.contains("svg");
    }

    private static boolean isAudio(String mediaType) {
        return mediaType.startsWith("audio/");
    }

    private Optional<ToolContent> shown(KeptFile file, long most) {
        try {
            if (isImage(file.mediaType())) {
                return ImageScaler.scaled(file.path(), file.mediaType(), longestSide, most)
                        .map(image -> new ToolContent.Image(image.bytes(), image.mediaType()));
            }
            return file.size() <= most
                    ? Optional.of(new ToolContent.Audio(Files.readAllBytes(file.path()), file.mediaType()))
                    : Optional.empty();
        } catch (IOException | RuntimeException unreadable) {
            return Optional.empty(); // not what it claims to be: its address is all that can be told
        }
    }

    private Optional<ToolContent> link(KeptFile file) {
        Path name = file.path().getFileName();
        String uri = saves ? file.path().toUri().toString() : file.url();
        return isData(uri)
                ? Optional.empty()
                : Optional.of(new ToolContent.FileLink(uri, String.valueOf(name), file.mediaType()));
    }

    /** {@return the answer to a call whose run takes longer than an answer may} */
    static ToolResult running(ModelTool tool, @Nullable String id, long seconds) {
        String known = id == null ? "" : id;
        Map<String, Object> structured = new LinkedHashMap<>();
        structured.put("run_id", known);
        structured.put("status", "running");
        String text = id == null
                ? "The call of " + tool.model() + " is still waiting to be started after " + seconds
                        + " s. Call the tool again with exactly the same arguments: that starts nothing new."
                : "Run " + id + " of " + tool.model() + " is still running after " + seconds + " s. Call "
                        + ToolDescriptor.GET_RUN + " with run_id \"" + id
                        + "\" to get its result; do not start it again, which would be paid again.";
        return new ToolResult(List.of(new ToolContent.Text(text)), structured, false, Optional.ofNullable(id));
    }
}
