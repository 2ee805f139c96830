package dev.replicate4j.javac;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/**
 * Sources that are compiled with the plugin. A line that is to be refused ends with {@code //! } and what the error begins
 * with; one that is to be warned of, with {@code //? }.
 */
final class CompiledSources {

    /** The folder that holds the plugin and what declares it. */
    static final Path PLUGIN = Path.of("target/classes").toAbsolutePath();

    private static final Pattern MARK = Pattern.compile("(?m)//([!?]) (.*)$");

    private final List<JavaFileObject> files = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();
    private final List<String> options = new ArrayList<>(List.of("-Xplugin:Replicate4j", "-Xmaxerrs", "1000"));

    CompiledSources add(String name, String source) {
        files.add(JavaFileObjects.forSourceString(name, source));
        String file = name.substring(name.lastIndexOf('.') + 1) + ".java";
        Matcher marks = MARK.matcher(source);
        while (marks.find()) {
            expected.add(expected(file, source, marks.toMatchResult()));
        }
        return this;
    }

    private static String expected(String file, String source, MatchResult mark) {
        long line = source.substring(0, mark.start()).lines().count();
        return file + ":" + line + ": " + (mark.group(1).equals("!") ? "error" : "warning") + ": "
                + mark.group(2).strip();
    }

    /** Adds the painter that the tests call. */
    CompiledSources withPainter() {
        files.addAll(Painters.sources());
        return this;
    }

    CompiledSources with(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    Compilation compile() {
        return Compiler.javac().withOptions(allOptions()).compile(files);
    }

    Compilation compile(Compiler compiler) {
        return compiler.withOptions(allOptions()).compile(files);
    }

    private List<String> allOptions() {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of("-processorpath", PLUGIN.toString()));
        return all;
    }

    /** Compiles, and says that errors and warnings are those that are marked, each once. */
    void check() {
        assertThat(said(compile())).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** All errors and warnings: file, line, kind, and the text up to the end of its first sentence. */
    static List<String> said(Compilation compilation) {
        return compilation.diagnostics().stream()
                .filter(said -> said.getKind() != Diagnostic.Kind.NOTE)
                .map(CompiledSources::text)
                .toList();
    }

    private static String text(Diagnostic<? extends JavaFileObject> said) {
        String file = said.getSource() == null
                ? "?"
                : Path.of(said.getSource().getName()).getFileName().toString();
        return file + ":" + said.getLineNumber() + ": " + said.getKind().name().toLowerCase(Locale.ROOT) + ": "
                + said.getMessage(Locale.ROOT).split("\\. ", 2)[0];
    }
}
