package dev.replicate4j.codegen.drift;

import com.sun.source.util.JavacTask;
import dev.replicate4j.codegen.SourceFile;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles the sources of one module as often as need be; keeps the class path open meanwhile, and writes nothing. */
final class ModuleCompiler implements AutoCloseable {

    private final SourceModule module;
    private final JavaCompiler compiler;
    private final StandardJavaFileManager files;
    private final Set<Path> own;
    private final List<JavaFileObject> sources;

    private ModuleCompiler(
            SourceModule module,
            JavaCompiler compiler,
            StandardJavaFileManager files,
            Set<Path> own,
            List<JavaFileObject> sources) {
        this.module = module;
        this.compiler = compiler;
        this.files = files;
        this.own = own;
        this.sources = sources;
    }

    static ModuleCompiler open(SourceModule module) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IOException("this Java has no compiler; run the build on a JDK");
        }
        Set<Path> own = sources(module.roots());
        List<Path> all = new ArrayList<>(own);
        all.addAll(sources(module.helpers()));
        StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, module.encoding());
        List<JavaFileObject> objects = new ArrayList<>();
        files.getJavaFileObjectsFromPaths(all).forEach(objects::add);
        return new ModuleCompiler(module, compiler, files, own, objects);
    }

    /** A module descriptor is left out: its module path is not known here, and it calls no model. */
    private static Set<Path> sources(List<Path> roots) throws IOException {
        Set<Path> sources = new LinkedHashSet<>();
        for (Path root : roots) {
            if (Files.isDirectory(root)) {
                try (Stream<Path> files = Files.walk(root)) {
                    files.filter(file -> file.toString().endsWith(".java") && !file.endsWith("module-info.java"))
                            .sorted()
                            .forEach(sources::add);
                }
            }
        }
        return sources;
    }

    /** Adds every word of the module's own sources that may be a name. */
    void addWords(Set<String> words) throws IOException {
        for (Path file : own) {
            String text = new String(Files.readAllBytes(file), module.encoding());
            words.addAll(List.of(text.split("[^\\p{L}\\p{N}_$]+")));
        }
    }

    /**
     * Compiles classes into a folder, with the module's class path.
     *
     * @param classes sources that compile by themselves
     * @param folder where the class files go
     * @throws IOException if they do not compile
     */
    void compile(List<SourceFile> classes, Path folder) throws IOException {
        List<String> options = new ArrayList<>(List.of("-d", folder.toString()));
        options.addAll(options(List.of()));
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        List<TextSource> texts = classes.stream().map(TextSource::new).toList();
        if (!classes.isEmpty()
                && !compiler.getTask(null, files, problems, options, null, texts)
                        .call()) {
            throw new IOException("the classes of the pins do not compile with this project's class path: "
                    + problems.getDiagnostics().stream()
                            .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
                            .findFirst()
                            .map(Object::toString)
                            .orElse("no reason is known"));
        }
    }

    /**
     * Finds the module's own lines that do not compile.
     *
     * @param compiled a folder of class files to compile against
     * @param changed sources that take the place of their class files
     * @return the lines, in the order of files and lines
     */
    Set<BrokenLine> broken(Path compiled, List<SourceFile> changed) throws IOException {
        if (own.isEmpty()) {
            return Set.of();
        }
        List<JavaFileObject> all = new ArrayList<>(sources);
        changed.forEach(file -> all.add(new TextSource(file)));
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        JavacTask task =
                (JavacTask) compiler.getTask(null, files, problems, options(List.of(compiled.toString())), null, all);
        task.analyze();
        return lines(problems);
    }

    /** All errors, wherever the first is; no annotation processors, which write files and need what may not be there. */
    private List<String> options(List<String> compiled) {
        List<String> options = new ArrayList<>(List.of(
                "-proc:none",
                "-implicit:none",
                "-Xlint:none",
                "-nowarn",
                "-Xmaxerrs",
                "10000",
                "-XDshould-stop.ifError=FLOW"));
        String classpath = Stream.concat(compiled.stream(), module.classpath().get().stream())
                .collect(Collectors.joining(File.pathSeparator));
        options.addAll(List.of("-classpath", classpath));
        if (module.release() != null) {
            options.addAll(List.of("--release", module.release()));
        }
        return options;
    }

    private Set<BrokenLine> lines(DiagnosticCollector<JavaFileObject> problems) {
        Set<BrokenLine> lines = new LinkedHashSet<>();
        for (Diagnostic<? extends JavaFileObject> problem : problems.getDiagnostics()) {
            Optional<Path> file = Optional.ofNullable(problem.getSource())
                    .filter(source -> !(source instanceof TextSource))
                    .map(source -> Path.of(source.toUri()))
                    .filter(own::contains);
            if (problem.getKind() == Diagnostic.Kind.ERROR && file.isPresent()) {
                lines.add(new BrokenLine(file.get(), problem.getLineNumber(), oneLine(problem)));
            }
        }
        return lines;
    }

    /** The first line says what is wrong, the second with what; the others repeat what the user's line shows. */
    private static String oneLine(Diagnostic<?> problem) {
        return problem.getMessage(Locale.ROOT)
                .lines()
                .limit(2)
                .map(line -> line.strip().replaceAll("\\s+", " "))
                .collect(Collectors.joining("; "));
    }

    @Override
    public void close() throws IOException {
        files.close();
    }

    /** A source that is in no file. */
    private static final class TextSource extends SimpleJavaFileObject {

        private final String content;

        TextSource(SourceFile file) {
            super(URI.create("string:///" + file.path()), Kind.SOURCE);
            content = file.content();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return content;
        }
    }
}
