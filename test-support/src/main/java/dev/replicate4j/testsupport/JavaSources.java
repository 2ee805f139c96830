package dev.replicate4j.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles Java sources that are in no file, for release 17 and with the class path of the test. */
public final class JavaSources {

    private final Map<String, String> texts = new LinkedHashMap<>();
    private final List<String> options = new ArrayList<>(List.of("--release", "17", "-proc:none"));

    /** Makes an empty set of sources. */
    public JavaSources() {}

    /** Adds a source under its path: {@code com/acme/App.java}. */
    public JavaSources add(String path, String text) {
        texts.put(path, text);
        return this;
    }

    /** Adds options of the compiler, such as {@code -Xlint:all}. */
    public JavaSources with(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    /**
     * Compiles all sources in one run.
     *
     * @param folder where the class files go; made if need be
     * @return everything that the compiler had to say
     */
    public List<Diagnostic<? extends JavaFileObject>> compile(Path folder) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(problems, Locale.ROOT, StandardCharsets.UTF_8)) {
            Files.createDirectories(folder);
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(folder));
            List<TextSource> sources = texts.entrySet().stream()
                    .map(text -> new TextSource(text.getKey(), text.getValue()))
                    .toList();
            compiler.getTask(null, files, problems, options, null, sources).call();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return problems.getDiagnostics();
    }

    /** {@return a loader of the classes in a folder} */
    public static URLClassLoader load(Path folder) {
        try {
            return new URLClassLoader(new URL[] {folder.toUri().toURL()}, JavaSources.class.getClassLoader());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class TextSource extends SimpleJavaFileObject {

        private final String text;

        TextSource(String path, String text) {
            super(URI.create("string:///" + path), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
