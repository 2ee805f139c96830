package dev.replicate4j.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.testsupport.JavaSources;
import java.nio.file.Path;
import java.util.List;

/** Compiles generated sources as strictly as javac can, into a folder. */
final class Compilation {

    private Compilation() {}

    /** Compiles all sources in one run and loads them; fails the test on any error or warning. */
    static ClassLoader load(Path folder, List<SourceFile> sources) {
        assertThat(problems(folder, sources)).isEmpty();
        return JavaSources.load(folder);
    }

    /** Compiles all sources in one run; returns what javac has to say. */
    static List<String> problems(Path folder, List<SourceFile> sources) {
        return sources(sources).compile(folder).stream().map(Object::toString).toList();
    }

    /** All warnings but those of paths: what lies about in the folder of temporary files is no concern of a source. */
    private static JavaSources sources(List<SourceFile> sources) {
        JavaSources all =
                new JavaSources().with("-Xlint:all,-path", "-Werror", "-Xdoclint:all/protected", "-Xmaxwarns", "10000");
        sources.forEach(source -> all.add(source.path(), source.content()));
        return all;
    }
}
