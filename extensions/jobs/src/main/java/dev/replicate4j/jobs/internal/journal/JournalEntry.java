package dev.replicate4j.jobs.internal.journal;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One line of a journal: what has become of a key. */
public sealed interface JournalEntry {

    /** {@return the key of the call that it is about} */
    String key();

    /** {@return when it was written, by the clock of the machine} */
    Instant at();

    /** A create is about to be sent. */
    record Intent(String key, Instant at, String model, String digest, Map<String, @Nullable Object> input)
            implements JournalEntry {}

    /** The prediction exists; created is by the API's clock. */
    record Started(
            String key, Instant at, String id, @Nullable Instant created) implements JournalEntry {}

    /** The run has succeeded and its files are kept. */
    record Done(
            String key,
            Instant at,
            String id,
            @Nullable Object output,
            List<StoredFile> files,
            Map<String, @Nullable Object> metrics)
            implements JournalEntry {}

    /** The call has failed; id and prediction are missing where none was created. */
    record Failed(
            String key,
            Instant at,
            @Nullable String id,
            String kind,
            String error,
            Map<String, @Nullable Object> metrics,
            Map<String, @Nullable Object> prediction)
            implements JournalEntry {}

    /** The run was paid, but its output is gone. */
    record Lost(String key, Instant at, String id, String error) implements JournalEntry {}

    /** The create was surely refused, so the key is as if it had never been called. */
    record Withdrawn(String key, Instant at, String error) implements JournalEntry {}

    /** The key has the same input as another key and takes its result. */
    record Shared(String key, Instant at, String digest, String original) implements JournalEntry {}

    /** The user wants the key to be called again. */
    record Forgotten(String key, Instant at) implements JournalEntry {}

    /** {@return the entry's members, the type first} */
    default Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("entry", getClass().getSimpleName().toUpperCase(Locale.ROOT));
        json.put("at", at().toString());
        json.put("key", key());
        if (this instanceof Intent intent) {
            json.put("model", intent.model());
            json.put("digest", intent.digest());
            json.put("input", intent.input());
        } else if (this instanceof Started started) {
            json.put("id", started.id());
            json.put(
                    "created",
                    started.created() == null ? null : started.created().toString());
        } else if (this instanceof Done done) {
            json.put("id", done.id());
            json.put("metrics", done.metrics());
            json.put("files", done.files().stream().map(StoredFile::json).toList());
            json.put("output", done.output());
        } else if (this instanceof Failed failed) {
            json.put("id", failed.id());
            json.put("kind", failed.kind());
            json.put("error", failed.error());
            json.put("metrics", failed.metrics());
            json.put("prediction", failed.prediction());
        } else if (this instanceof Lost lost) {
            json.put("id", lost.id());
            json.put("error", lost.error());
        } else if (this instanceof Withdrawn withdrawn) {
            json.put("error", withdrawn.error());
        } else if (this instanceof Shared shared) {
            json.put("digest", shared.digest());
            json.put("original", shared.original());
        }
        return json;
    }

    /**
     * Reads the members of an entry.
     *
     * @throws IllegalArgumentException if they are none
     */
    static JournalEntry of(Map<String, @Nullable Object> json) {
        String key = text(json, "key");
        Instant at = json.containsKey("at") ? time(json, "at") : Instant.EPOCH;
        String type = text(json, "entry");
        return switch (type) {
            case "INTENT" -> new Intent(key, at, optional(json, "model"), text(json, "digest"), object(json, "input"));
            case "STARTED" ->
                new Started(key, at, text(json, "id"), json.get("created") == null ? null : time(json, "created"));
            case "DONE" ->
                new Done(key, at, text(json, "id"), json.get("output"), files(json), object(json, "metrics"));
            case "FAILED" ->
                new Failed(
                        key,
                        at,
                        json.get("id") == null ? null : text(json, "id"),
                        text(json, "kind"),
                        optional(json, "error"),
                        object(json, "metrics"),
                        object(json, "prediction"));
            case "LOST" -> new Lost(key, at, text(json, "id"), optional(json, "error"));
            case "WITHDRAWN" -> new Withdrawn(key, at, optional(json, "error"));
            case "SHARED" -> new Shared(key, at, text(json, "digest"), text(json, "original"));
            case "FORGOTTEN" -> new Forgotten(key, at);
            default -> throw new IllegalArgumentException("Unknown entry " + type);
        };
    }

    private static List<StoredFile> files(Map<String, @Nullable Object> json) {
        List<StoredFile> files = new ArrayList<>();
        if (json.get("files") instanceof List<?> list) {
            list.forEach(file -> files.add(StoredFile.of((Map<?, ?>) file)));
        }
        return files;
    }

    private static String text(Map<String, @Nullable Object> json, String name) {
        if (json.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("\"" + name + "\" must be a text, but is " + json.get(name));
    }

    private static String optional(Map<String, @Nullable Object> json, String name) {
        return json.get(name) instanceof String text ? text : "";
    }

    private static Instant time(Map<String, @Nullable Object> json, String name) {
        try {
            return FastInstant.parse(text(json, name));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"" + name + "\" must be a time, but is " + json.get(name), e);
        }
    }

    @SuppressWarnings("unchecked") // keys of JSON objects are texts
    private static Map<String, @Nullable Object> object(Map<String, @Nullable Object> json, String name) {
        return json.get(name) instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }
}
