package dev.replicate4j.testkit;

import java.util.regex.Pattern;

/** Patterns of paths. */
final class Paths {

    private Paths() {}

    /** Reads a pattern in which {@code *} stands for anything within a segment and {@code **} for anything at all. */
    static Pattern glob(String path) {
        StringBuilder regex = new StringBuilder();
        for (String part : path.split("(?<=\\*)(?!\\*)|(?<!\\*)(?=\\*)")) {
            regex.append(
                    switch (part) {
                        case "**" -> ".*";
                        case "*" -> "[^/]*";
                        default -> Pattern.quote(part);
                    });
        }
        return Pattern.compile(regex.toString());
    }
}
