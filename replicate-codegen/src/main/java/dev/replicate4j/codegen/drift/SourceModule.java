package dev.replicate4j.codegen.drift;

import com.sun.source.util.JavacTask;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Sources of the user's that are compiled together: main and test sources of one module. Writes no class files. */
public final class SourceModule {

    private final List<Path> roots;
    private final List<Path> helpers;
    private final Supplier<List<String>> classpath;
    private final Charset encoding;
    private final @Nullable String release;

    /**
     * Names the sources.
     *
     * @param roots source folders, without those of generated models
     * @param helpers source folders that are compiled along, whose own lines are not looked at
     * @param classpath what they compile against, without the module's own classes; asked for only when they are compiled
     * @param encoding how the sources are written
     * @param release the Java release they are compiled for; null: that of the running JDK
     */
    public SourceModule(
            List<Path> roots,
            List<Path> helpers,
            Supplier<List<String>> classpath,
            Charset encoding,
            @Nullable String release) {
        this.roots = List.copyOf(roots);
        this.helpers = List.copyOf(helpers);
        this.classpath = classpath;
        this.encoding = encoding;
        this.release = release;
    }

    /**
     * Finds the lines of the user's that do not compile.
     *
     * @param generated the source root of the generated classes to compile against
     * @return the lines, in the order of files and lines; empty where no compiler is at hand
     */
    Set<BrokenLine> broken(Path generated) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IOException("this Java has no compiler; run Maven on a JDK");
        }
        List<Path> own = sources(roots);
        if (own.isEmpty()) {
            return Set.of();
        }
        List<Path> all = new ArrayList<>(own);
        all.addAll(sources(helpers));
        all.addAll(sources(List.of(generated)));
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, Locale.ROOT, encoding)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, diagnostics, options(), null, files.getJavaFileObjectsFromPaths(all));
            task.analyze();
        }
        return lines(diagnostics, Set.copyOf(own));
    }

    /** All errors, wherever the first is; no annotation processors, which write files and need what may not be there. */
    private List<String> options() {
        List<String> options = new ArrayList<>(List.of(
                "-proc:none",
                "-implicit:none",
                "-Xlint:none",
                "-nowarn",
                "-Xmaxerrs",
                "10000",
                "-XDshould-stop.ifError=FLOW"));
        options.addAll(List.of("-classpath", String.join(File.pathSeparator, classpath.get())));
        if (release != null) {
            options.addAll(List.of("--release", release));
        }
        return options;
    }

    /** A module descriptor is left out: its module path is not known here, and it calls no model. */
    private static List<Path> sources(List<Path> roots) throws IOException {
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
        return List.copyOf(sources);
    }

    private static Set<BrokenLine> lines(DiagnosticCollector<JavaFileObject> diagnostics, Set<Path> own) {
        Set<BrokenLine> lines = new LinkedHashSet<>();
        for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics.getDiagnostics()) {
            Optional<Path> file = Optional.ofNullable(diagnostic.getSource())
                    .map(source -> Path.of(source.toUri()))
                    .filter(own::contains);
            if (diagnostic.getKind() == Diagnostic.Kind.ERROR && file.isPresent()) {
                lines.add(new BrokenLine(file.get(), diagnostic.getLineNumber(), oneLine(diagnostic)));
            }
        }
        return lines;
    }

    /** The first line says what is wrong, the second with what; the others repeat what the user's line shows. */
    private static String oneLine(Diagnostic<?> diagnostic) {
        return diagnostic
                .getMessage(Locale.ROOT)
                .lines()
                .limit(2)
                .map(line -> line.strip().replaceAll("\\s+", " "))
                .collect(Collectors.joining("; "));
    }
}
