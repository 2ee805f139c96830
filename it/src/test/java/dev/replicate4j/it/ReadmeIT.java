package dev.replicate4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what there is: its POM and its main are the quickstart's, its snippets compile and run. */
class ReadmeIT {

    private static final Path QUICKSTART = Readme.ROOT.resolve("it/quickstart");

    @Test
    void pomIsTheQuickstarts() throws IOException {
        assertThat(Readme.read().in("xml")).contains(Files.readString(QUICKSTART.resolve("pom.xml")));
    }

    @Test
    void everyXmlBlockIsAFileOfTheQuickstart() throws IOException {
        assertThat(Readme.read().in("xml"))
                .allSatisfy(block -> assertThat(block).isEqualTo(Files.readString(QUICKSTART.resolve("pom.xml"))));
    }

    @Test
    void everyCompilationUnitIsAFileOfTheQuickstart() throws IOException {
        String main = Files.readString(QUICKSTART.resolve("src/main/java/com/acme/quickstart/Quickstart.java"));

        assertThat(Readme.read().in("java").stream().filter(Snippets::isCompilationUnit))
                .isNotEmpty()
                .allSatisfy(block -> assertThat(block).isEqualTo(main));
    }

    @Test
    void everyOtherJavaBlockCompilesAndRuns(@TempDir Path folder) throws Exception {
        List<String> blocks = Readme.read().in("java");
        long snippets = blocks.stream()
                .filter(block -> !Snippets.isCompilationUnit(block))
                .count();
        Path source = Files.writeString(folder.resolve("Snippets.java"), Snippets.program(blocks));

        compile(source);
        String output = run(folder);

        for (int i = 0; i < snippets; i++) {
            assertThat(output).contains("ran snippet " + i + "\n");
        }
    }

    @Test
    void theFirstTwoShellBlocksAreOneLineEach() throws IOException {
        List<String> commands = Readme.read().in("sh");

        assertThat(commands).hasSizeGreaterThanOrEqualTo(2);
        assertThat(commands.subList(0, 2))
                .allSatisfy(command -> assertThat(command.lines()).hasSize(1));
    }

    private static void compile(Path source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        boolean compiled = compiler.getTask(
                        messages,
                        null,
                        null,
                        List.of("--release", "17", "-proc:none", "-classpath", System.getProperty("java.class.path")),
                        null,
                        compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source))
                .call();
        assertThat(compiled).as(messages.toString()).isTrue();
    }

    /** Runs in a folder of its own, as its file names are relative. */
    private static String run(Path folder) throws IOException, InterruptedException {
        Files.write(folder.resolve("holiday.jpg"), new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff});
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.awt.headless=true",
                        "-cp",
                        folder + System.getProperty("path.separator") + System.getProperty("java.class.path"),
                        "Snippets",
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
