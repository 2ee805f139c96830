package dev.replicate4j.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of the documentation and its fenced blocks, in order.
 *
 * @param file where the page is
 * @param blocks the blocks
 */
public record MarkdownPage(Path file, List<CodeBlock> blocks) {

    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w+)\\R(.*?)^```$");

    private static final Pattern COMPILATION_UNIT =
            Pattern.compile("(package|import|public|final|class) .*", Pattern.DOTALL);

    /** One fenced block. */
    public record CodeBlock(String language, String text) {

        /** {@return whether the block is a whole Java file, rather than statements} */
        public boolean isCompilationUnit() {
            return COMPILATION_UNIT.matcher(text).matches();
        }
    }

    /** Reads a page. */
    public static MarkdownPage read(Path file) {
        try {
            List<CodeBlock> blocks = new ArrayList<>();
            Matcher matcher = FENCE.matcher(Files.readString(file));
            while (matcher.find()) {
                blocks.add(new CodeBlock(matcher.group(1), matcher.group(2)));
            }
            return new MarkdownPage(file, List.copyOf(blocks));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the blocks of a language} */
    public List<CodeBlock> in(String language) {
        return blocks.stream()
                .filter(block -> block.language().equals(language))
                .toList();
    }
}
