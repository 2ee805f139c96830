package dev.replicate4j.javac;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin where builds put it: beside other processors, on the class path and the module path, before class files. */
class PluginInBuildsTest {

    private static final String BAD = """
            package com.acme.app;
            import com.acme.Painter;
            public class App {
                Object good = Painter.with("a cat", 50).numOutputs(4);
                Object bad = Painter.with("a cat", 51).numOutputs(9).set("sead", 1);
            }
            """;

    @TempDir
    Path folder;

    private Path models;

    /** Compiles the painter in a project of its own, which uses no plugin. */
    @BeforeEach
    void compileModels() throws IOException {
        models = Files.createDirectories(folder.resolve("models"));
        Path source = folder.resolve("models-src/com/acme/Painter.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, Painters.sources().get(0).getCharContent(true));
        assertThat(javac("-d", models.toString(), "-proc:none", source.toString()))
                .isEmpty();
    }

    @Test
    void boundsAreReadFromTheClassFilesOfAnotherProject() throws IOException {
        Path jar = folder.resolve("models.jar");
        tool("jar", "--create", "--file", jar.toString(), "-C", models.toString(), ".");

        assertThat(javac(
                        "-d",
                        out(),
                        "-cp",
                        path(jar, classPath()),
                        "-processorpath",
                        CompiledSources.PLUGIN.toString(),
                        "-Xplugin:Replicate4j",
                        write("com/acme/app/App.java", BAD)))
                .contains("App.java:5: error: steps of acme/painter must be 1 to 50, but is 51. If the model")
                .contains("App.java:5: error: num_outputs of acme/painter must be 1 to 4, but is 9. If the model")
                .contains("App.java:5: warning: sead is no known input of acme/painter. Its pinned")
                .contains("2 errors\n1 warning\n");
    }

    @Test
    void worksOnTheModulePath() throws IOException {
        Path descriptor = folder.resolve("models-src/module-info.java");
        Files.writeString(descriptor, """
                module com.acme.models {
                    requires transitive dev.replicate4j;
                    exports com.acme;
                }
                """);
        assertThat(javac(
                        "-d",
                        models.toString(),
                        "-p",
                        classPath(),
                        "-proc:none",
                        descriptor.toString(),
                        folder.resolve("models-src/com/acme/Painter.java").toString()))
                .isEmpty();

        assertThat(javac(
                        "-d",
                        out(),
                        "-p",
                        path(models, classPath()),
                        "--processor-module-path",
                        CompiledSources.PLUGIN.toString(),
                        "-Xplugin:Replicate4j",
                        write("module-info.java", "module com.acme.app { requires com.acme.models; }"),
                        write("com/acme/app/App.java", BAD)))
                .contains("num_outputs of acme/painter must be 1 to 4, but is 9")
                .contains("2 errors\n");
    }

    @Test
    void onAClassPathThatIsTheProcessorPathToo() throws IOException {
        assertThat(javac(
                        "-d",
                        out(),
                        "-cp",
                        path(models, classPath()),
                        "-Xplugin:Replicate4j",
                        write("com/acme/app/App.java", BAD)))
                .contains("num_outputs of acme/painter must be 1 to 4, but is 9");
    }

    @Test
    void lombokOnTheSamePath() throws IOException {
        Path lombok = Path.of(URI.create(lombok.Value.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
        String said = javac(
                "-d",
                out(),
                "-cp",
                path(models, classPath()),
                "-Xplugin:Replicate4j",
                "-processorpath",
                path(CompiledSources.PLUGIN, lombok.toString()),
                write("com/acme/app/App.java", """
                        package com.acme.app;
                        import com.acme.Painter;
                        import lombok.*;
                        @Value
                        @Builder
                        class App {
                            static final int MANY = 9;
                            String name;
                            Painter.Input input = Painter.with("a cat", 51);
                            @SneakyThrows
                            void run() {
                                val in = Painter.with("a cat", 1);
                                in.numOutputs(MANY);
                                App.builder().name(getName()).build();
                            }
                            @Data
                            static class Nested {
                                @NonNull Painter.Input in = Painter.with("a cat", 52);
                            }
                        }
                        """));

        assertThat(said)
                .contains("App.java:9: error: steps of acme/painter must be 1 to 50, but is 51")
                .contains("App.java:13: error: num_outputs of acme/painter must be 1 to 4, but is 9")
                .contains("App.java:18: error: steps of acme/painter must be 1 to 50, but is 52")
                .contains("3 errors\n");
    }

    /** Writes a class in each of its first two rounds. */
    private static final class TwoRounds extends AbstractProcessor {

        private int round;

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return Set.of("*");
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latest();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment environment) {
            if (++round <= 2) {
                String name = "Round" + round;
                try (Writer source = processingEnv
                        .getFiler()
                        .createSourceFile("com.acme." + name)
                        .openWriter()) {
                    source.write("package com.acme; class " + name + " { Object o = Painter.with(\"a\", 0); }");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return false;
        }
    }

    @Test
    void sourcesOfLaterRoundsAreCheckedAndNothingTwice() {
        Compilation compilation = new CompiledSources()
                .withPainter()
                .add("com.acme.App", """
                package com.acme;
                class App { Object o = Painter.with("a cat", 51); Object later = new Round2().o; }
                """)
                .compile(Compiler.javac().withProcessors(new TwoRounds()));

        assertThat(CompiledSources.said(compilation))
                .containsExactlyInAnyOrder(
                        "App.java:2: error: steps of acme/painter must be 1 to 50, but is 51",
                        "Round1.java:1: error: prompt of acme/painter must have 2 to 8 characters, but has 1",
                        "Round1.java:1: error: steps of acme/painter must be 1 to 50, but is 0",
                        "Round2.java:1: error: prompt of acme/painter must have 2 to 8 characters, but has 1",
                        "Round2.java:1: error: steps of acme/painter must be 1 to 50, but is 0");
    }

    @Test
    void otherErrorsAreSaidAsWell() {
        Compilation compilation =
                new CompiledSources().withPainter().add("com.acme.App", """
                package com.acme;
                class App {
                    void run(Painter.Input in) {
                        in.numOutputs(9);
                        in.numOutputs("nine");
                        in.numOutputs(1, 9);
                        in.sead(9);
                        missing.numOutputs(9);
                    }
                }
                """).compile();

        assertThat(CompiledSources.said(compilation))
                .hasSize(5)
                .contains("App.java:4: error: num_outputs of acme/painter must be 1 to 4, but is 9");
        assertThat(compilation.notes()).noneMatch(note -> note.getMessage(null).contains("Replicate4j"));
    }

    /** Classes that were generated by another version, whose annotation is another. */
    private static CompiledSources strange() {
        return new CompiledSources()
                .add("dev.replicate4j.model.KnownInputs", """
                        package dev.replicate4j.model;
                        public @interface KnownInputs { String model(); String[] names(); }
                        """)
                .add("dev.replicate4j.model.Bounded", """
                        package dev.replicate4j.model;
                        public @interface Bounded { String name(); String min(); }
                        """)
                .add("com.acme.Strange", """
                        package com.acme;
                        import dev.replicate4j.model.*;
                        @KnownInputs(model = "acme/strange", names = {})
                        public class Strange { public void a(@Bounded(name = "a", min = "b") long a) {} }
                        """)
                .add("com.acme.App", """
                        package com.acme;
                        class App { void run() { new Strange().a(1); new Strange().a(2); } }
                        """)
                .add("com.acme.Other", """
                        package com.acme;
                        class Other { void run() { new Strange().a(3); } }
                        """);
    }

    @Test
    void aFaultOfThePluginIsSaidOnceAndFailsNoBuild() {
        Compilation compilation = strange()
                .with("-Werror", "-Xlint:all,-processing,-options,-path")
                .compile();

        assertThat(compilation.status()).isEqualTo(Compilation.Status.SUCCESS);
        assertThat(compilation.notes()).hasSize(1);
        assertThat(compilation.notes().get(0).getMessage(null))
                .startsWith("Warning: the plugin Replicate4j could not check this file (java.lang.ClassCastException")
                .endsWith("Values are still checked when setters are called. Further faults are not reported.");
    }

    private String out() {
        return folder.resolve("out").toString();
    }

    private String write(String name, String source) throws IOException {
        Path file = folder.resolve("src").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
        return file.toString();
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }

    private static String path(Path first, String rest) {
        return first + File.pathSeparator + rest;
    }

    private static String javac(String... arguments) {
        List<String> all = new ArrayList<>(List.of("-Xlint:-options,-path", "--release", "17"));
        all.addAll(Arrays.asList(arguments));
        return tool("javac", all.toArray(String[]::new));
    }

    private static String tool(String name, String... arguments) {
        StringWriter said = new StringWriter();
        ToolProvider.findFirst(name).orElseThrow().run(new PrintWriter(said), new PrintWriter(said), arguments);
        return said.toString().replace("\r\n", "\n");
    }
}
