package dev.replicate4j.jobs;

import java.util.Locale;
import java.util.Map;

/** What a file is, by the end of its name. */
final class FileKind {

    static final String UNKNOWN = "application/octet-stream";

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("gif", "image/gif"),
            Map.entry("webp", "image/webp"),
            Map.entry("avif", "image/avif"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("webm", "video/webm"),
            Map.entry("mov", "video/quicktime"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("wav", "audio/wav"),
            Map.entry("flac", "audio/flac"),
            Map.entry("ogg", "audio/ogg"),
            Map.entry("m4a", "audio/mp4"),
            Map.entry("txt", "text/plain"),
            Map.entry("csv", "text/csv"),
            Map.entry("json", "application/json"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("zip", "application/zip"));

    private FileKind() {}

    /** {@return the media type of a file behind a URL} */
    static String of(String url, String name) {
        if (url.regionMatches(true, 0, "data:", 0, 5)) {
            String type = url.substring(5, Math.max(5, url.indexOf(','))).split(";", 2)[0];
            return type.isEmpty() ? "text/plain" : type.toLowerCase(Locale.ROOT);
        }
        String end = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(end, UNKNOWN);
    }

    /** {@return the name with an end that says what the file is, where it has none} */
    static String named(String name, String type) {
        if (name.lastIndexOf('.') > 0) {
            return name;
        }
        return TYPES.entrySet().stream()
                .filter(entry -> entry.getValue().equals(type))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .map(end -> name + "." + end)
                .orElse(name);
    }
}
