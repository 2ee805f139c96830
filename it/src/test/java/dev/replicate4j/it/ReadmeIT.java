package dev.replicate4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.testsupport.JavaSources;
import dev.replicate4j.testsupport.MarkdownPage;
import dev.replicate4j.testsupport.MarkdownPage.CodeBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what there is: its XML and whole classes are the quickstart's, its examples compile and run. */
class ReadmeIT {

    private static final Path QUICKSTART = Snippets.ROOT.resolve("it/quickstart");
    private static final MarkdownPage README = MarkdownPage.read(Snippets.ROOT.resolve("README.md"));

    @Test
    void xmlIsTheQuickstarts() throws IOException {
        // The phase, which is the goal's own, is named there because this build makes the plugin only later.
        String pom = withoutIndent(Files.readString(QUICKSTART.resolve("pom.xml")))
                .replace("<phase>generate-sources</phase>\n", "");

        assertThat(README.in("xml"))
                .isNotEmpty()
                .allSatisfy(block -> assertThat(pom).contains(withoutIndent(block.text())));
    }

    @Test
    void generatedClassIsTheQuickstarts() throws IOException {
        String generated = withoutIndent(Files.readString(
                QUICKSTART.resolve("target/generated-sources/replicate/com/acme/models/FluxDev.java")));

        List<CodeBlock> shown =
                README.in("java").stream().filter(CodeBlock::isCompilationUnit).toList();
        assertThat(shown).hasSize(1);
        // Dots stand for lines that are left out.
        for (String part : shown.get(0).text().split("(?m)^ *// \\.\\.\\.\\R")) {
            assertThat(generated).contains(withoutIndent(part));
        }
    }

    @Test
    void everyExampleRuns(@TempDir Path folder) throws Exception {
        List<CodeBlock> examples = README.in("java").stream()
                .filter(block -> !block.isCompilationUnit())
                .toList();
        JavaSources sources = new JavaSources().with("-Xlint:-path").add("Program.java", Snippets.program(examples));
        for (int i = 0; i < examples.size(); i++) {
            sources.add(
                    "Example" + i + ".java",
                    Snippets.example("Example" + i, examples.get(i).text()));
        }
        assertThat(sources.compile(folder)).isEmpty();

        String output = run(folder);

        for (int i = 0; i < examples.size(); i++) {
            assertThat(output).contains("ran example " + i + "\n");
        }
    }

    @Test
    void theFirstTwoShellBlocksAreOneLineEach() {
        List<CodeBlock> commands = README.in("sh");

        assertThat(commands).hasSizeGreaterThanOrEqualTo(2);
        assertThat(commands.subList(0, 2))
                .allSatisfy(command -> assertThat(command.text().lines()).hasSize(1));
    }

    @Test
    void itIsShort() throws IOException {
        assertThat(Files.readAllLines(README.file())).hasSizeLessThan(200);
    }

    private static String withoutIndent(String text) {
        return text.replaceAll("(?m)^\\s+", "");
    }

    /** Runs in a folder of its own, as file names of the examples are relative. */
    private static String run(Path folder) throws IOException, InterruptedException {
        Files.write(folder.resolve("holiday.jpg"), new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff});
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.awt.headless=true",
                        "-cp",
                        folder + System.getProperty("path.separator") + System.getProperty("java.class.path"),
                        "Program",
                        QUICKSTART.resolve("src/main/replicate").toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ended in time").isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        return Files.readString(output);
    }
}
