package dev.replicate4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.replicate4j.testsupport.JavaSources;
import dev.replicate4j.testsupport.MarkdownPage;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** What {@code docs/testkit.md} shows compiles and runs. */
class DocumentationTest {

    private static final Path PAGE = Path.of("../docs/testkit.md");

    @Test
    void testClassToPastePasses(@TempDir Path folder) throws Exception {
        String source =
                blocks().get(0).replace("@ReplicateTest //", "@ReplicateTest(pins = \"src/test/resources/pins\") //");
        compile(folder, "com/acme/stories/StoriesTest", source);

        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            SummaryGeneratingListener listener = new SummaryGeneratingListener();
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(selectClass(loader.loadClass("com.acme.stories.StoriesTest")))
                                    .build(),
                            listener);

            assertThat(listener.getSummary().getFailures())
                    .extracting(failure -> failure.getException())
                    .isEmpty();
            assertThat(listener.getSummary().getTestsSucceededCount()).isEqualTo(5);
        }
    }

    @Test
    void snippetsCompile(@TempDir Path folder) throws IOException {
        List<String> snippets = blocks().subList(1, blocks().size());
        for (int i = 0; i < snippets.size(); i++) {
            String source = """
                    import com.acme.models.*;
                    import dev.replicate4j.*;
                    import dev.replicate4j.testkit.*;
                    import java.nio.file.Path;
                    import java.time.Duration;
                    import java.util.Map;
                    class Snippet%d {
                        void run(%s) throws Exception {
                            %s
                        }
                    }
                    """.formatted(
                            i,
                            snippets.get(i).contains("ReplicateServer server") ? "" : "ReplicateServer server",
                            snippets.get(i));
            compile(folder, "Snippet" + i, source);
        }
        assertThat(snippets).hasSize(4);
    }

    @Test
    void everyFaultIsListed() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(Arrays.stream(Fault.class.getDeclaredMethods())
                        .filter(method ->
                                Modifier.isStatic(method.getModifiers()) && Modifier.isPublic(method.getModifiers()))
                        .map(method -> "`" + method.getName() + "("))
                .hasSizeGreaterThan(15)
                .allMatch(page::contains);
    }

    private static List<String> blocks() {
        return MarkdownPage.read(PAGE).in("java").stream()
                .map(MarkdownPage.CodeBlock::text)
                .toList();
    }

    private static void compile(Path folder, String name, String source) {
        JavaSources sources =
                new JavaSources().with("-Xlint:all,-processing,-options,-path").add(name + ".java", source);

        assertThat(sources.compile(folder)).as(source).isEmpty();
    }
}
