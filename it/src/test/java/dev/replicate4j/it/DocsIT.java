package dev.replicate4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.testsupport.JavaSources;
import dev.replicate4j.testsupport.MarkdownPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every Java block of every page compiles, with the quickstart's classes. */
class DocsIT {

    /** Other tests compile and run them, with models of their own. */
    private static final Set<String> ELSEWHERE =
            Set.of("testkit.md", "from-python.md", "clients.md", "spark.md", "spring.md");

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(Snippets.ROOT.resolve("docs"))) {
            List<Path> pages = docs.filter(page -> page.toString().endsWith(".md"))
                    .filter(page -> !ELSEWHERE.contains(page.getFileName().toString()))
                    .sorted()
                    .toList();
            return Stream.concat(Stream.of(Snippets.ROOT.resolve("README.md")), pages.stream());
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyExampleCompiles(Path page, @TempDir Path folder) {
        // A class with dots is shown in part: another test compares it with the whole one.
        List<MarkdownPage.CodeBlock> blocks = MarkdownPage.read(page).in("java").stream()
                .filter(block -> !block.text().contains("// ...\n"))
                .toList();
        JavaSources sources = new JavaSources().with("-Xlint:all,-path,-try", "-Werror");
        for (int i = 0; i < blocks.size(); i++) {
            MarkdownPage.CodeBlock block = blocks.get(i);
            if (block.isCompilationUnit()) {
                sources.add("unit" + i + "/" + Snippets.path(block.text()), block.text());
            } else {
                sources.add("Example" + i + ".java", Snippets.example("Example" + i, block.text()));
            }
        }

        assertThat(blocks.isEmpty() ? List.of() : sources.compile(folder)).isEmpty();
    }
}
