package dev.replicate4j.testkit;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Patterns of paths. */
final class PathPattern {

    /** The borders between stars and what is none. */
    private static final Pattern STARS = Pattern.compile("(?<=\\*)(?!\\*)|(?<!\\*)(?=\\*)");

    private PathPattern() {}

    /** Reads a pattern in which {@code *} stands for anything within a segment and {@code **} for anything at all. */
    static Pattern glob(String path) {
        String regex = STARS.splitAsStream(path)
                .map(part -> part.startsWith("*") ? (part.equals("*") ? "[^/]*" : ".*") : Pattern.quote(part))
                .collect(Collectors.joining());
        return Pattern.compile(regex);
    }
}
