package dev.replicate4j.jobs.internal.journal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file of an output, as it was kept.
 *
 * @param url the URL by which the stored output names it
 * @param name where it is, from the folder of files
 * @param size in bytes
 * @param sha256 of its content, in hexadecimal digits
 * @param mediaType what it is
 */
public record StoredFile(String url, String name, long size, String sha256, String mediaType) {

    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("size", size);
        json.put("sha256", sha256);
        json.put("type", mediaType);
        json.put("url", url);
        return json;
    }

    static StoredFile of(Map<?, ?> json) {
        return new StoredFile(
                String.valueOf(json.get("url")),
                String.valueOf(json.get("name")),
                json.get("size") instanceof Number size ? size.longValue() : 0,
                String.valueOf(json.get("sha256")),
                String.valueOf(json.get("type")));
    }
}
