package dev.replicate4j.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.replicate4j.codegen.SourceFile;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Generated classes, compiled in one run of javac.
 *
 * @param folder where the class files are
 * @param problems everything that javac had to say
 * @param files how many class files there are
 * @param bytes how large they are together
 */
record CorpusClasses(Path folder, List<String> problems, long files, long bytes) {

    private static final List<String> STRICT =
            List.of("--release", "17", "-proc:none", "-Xlint:all", "-Werror", "-Xdoclint:all/protected");

    static CorpusClasses compile(List<SourceFile> sources, Path folder) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(problems, Locale.ROOT, UTF_8)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(folder));
            List<Source> units = sources.stream().map(Source::new).toList();
            compiler.getTask(null, files, problems, STRICT, null, units).call();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> classes = all.filter(Files::isRegularFile).toList();
            long bytes =
                    classes.stream().mapToLong(file -> file.toFile().length()).sum();
            List<String> said =
                    problems.getDiagnostics().stream().map(Object::toString).toList();
            return new CorpusClasses(folder, said, classes.size(), bytes);
        }
    }

    Loader load() throws IOException {
        return new Loader(folder.toUri().toURL());
    }

    /** Loads the compiled classes. */
    static final class Loader extends URLClassLoader {

        Loader(URL folder) {
            super(new URL[] {folder}, CorpusClasses.class.getClassLoader());
        }

        Class<?> load(String name) throws ClassNotFoundException {
            return loadClass(name);
        }
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
