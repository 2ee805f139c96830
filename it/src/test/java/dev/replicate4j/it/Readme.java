package dev.replicate4j.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The README's fenced blocks, in order. */
record Readme(List<Block> blocks) {

    /** The folder of the whole project; tests of this module run in its own folder. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w+)\\R(.*?)^```$");

    record Block(String language, String text) {}

    static Readme read() throws IOException {
        Matcher matcher = FENCE.matcher(Files.readString(ROOT.resolve("README.md")));
        List<Block> blocks = new ArrayList<>();
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(1), matcher.group(2)));
        }
        return new Readme(List.copyOf(blocks));
    }

    List<String> in(String language) {
        return blocks.stream()
                .filter(block -> block.language().equals(language))
                .map(Block::text)
                .toList();
    }
}
