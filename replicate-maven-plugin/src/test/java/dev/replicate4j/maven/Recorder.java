package dev.replicate4j.maven;

import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.logging.SystemStreamLog;

/** A log that keeps what it is told. */
public final class Recorder extends SystemStreamLog {

    private final List<String> lines = new ArrayList<>();

    @Override
    public void info(CharSequence content) {
        lines.add(content.toString());
    }

    /** What was told at the level of information. */
    public List<String> lines() {
        return List.copyOf(lines);
    }
}
