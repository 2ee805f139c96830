package com.acme.studio;

import dev.replicate4j.URLPath;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The newest pictures of this application, and no other files of the account. */
@Component
class Gallery {

    private static final int SIZE = 200;

    private final Map<String, URLPath> pictures = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, URLPath> eldest) {
            return size() > SIZE;
        }
    };

    /** Adds a picture and returns where the page finds it. */
    synchronized String add(String runId, URLPath file) {
        pictures.put(runId, file);
        return "pictures/" + runId;
    }

    synchronized Optional<URLPath> get(String runId) {
        return Optional.ofNullable(pictures.get(runId));
    }
}
