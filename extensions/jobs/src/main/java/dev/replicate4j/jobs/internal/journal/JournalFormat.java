package dev.replicate4j.jobs.internal.journal;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The version of what a journal and a manifest look like. */
final class JournalFormat {

    static final long VERSION = 1;

    private JournalFormat() {}

    /** {@return the first line of a journal} */
    static Map<String, @Nullable Object> header() {
        Map<String, @Nullable Object> header = new LinkedHashMap<>();
        header.put("journal", "replicate4j");
        header.put("format", VERSION);
        return header;
    }

    static void check(Path file, Map<String, @Nullable Object> json) {
        Object format = json.get("format");
        if (!(format instanceof Long version) || version != VERSION) {
            throw new JournalException(file + " has the format " + format + ", but this version of replicate-jobs reads"
                    + " format " + VERSION + ". Use the version that wrote it.");
        }
    }
}
