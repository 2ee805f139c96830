package dev.replicate4j.codegen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles generated sources as strictly as javac can, into a folder. */
final class Compilation {

    static final List<String> STRICT = List.of(
            "--release", "17", "-proc:none", "-Xlint:all", "-Werror", "-Xdoclint:all/protected", "-Xmaxwarns", "10000");

    private Compilation() {}

    /** Compiles all sources in one run and loads them; fails the test on any error or warning. */
    static ClassLoader load(Path folder, List<SourceFile> sources) {
        assertThat(problems(folder, sources)).isEmpty();
        try {
            return URLClassLoader.newInstance(
                    new java.net.URL[] {folder.toUri().toURL()}, Compilation.class.getClassLoader());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compiles all sources in one run; returns what javac has to say. */
    static List<String> problems(Path folder, List<SourceFile> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(problems, Locale.ROOT, UTF_8)) {
            Files.createDirectories(folder);
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(folder));
            compiler.getTask(
                            null,
                            files,
                            problems,
                            STRICT,
                            null,
                            sources.stream().map(Source::new).toList())
                    .call();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return problems.getDiagnostics().stream().map(Object::toString).toList();
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String content;

        Source(SourceFile file) {
            super(URI.create("string:///" + file.path()), Kind.SOURCE);
            this.content = file.content();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return content;
        }
    }
}
