package dev.replicate4j.it;

import dev.replicate4j.codegen.SourceFile;
import dev.replicate4j.testsupport.JavaSources;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Generated classes, compiled in one run of javac.
 *
 * @param folder where the class files are
 * @param problems everything that javac had to say
 * @param files how many class files there are
 * @param bytes how large they are together
 */
record CorpusClasses(Path folder, List<String> problems, long files, long bytes) {

    static CorpusClasses compile(List<SourceFile> sources, Path folder) throws IOException {
        JavaSources units =
                new JavaSources().with("-Xlint:all,-path", "-Werror", "-Xdoclint:all/protected", "-Xmaxwarns", "10000");
        sources.forEach(source -> units.add(source.path(), source.content()));
        List<String> said = units.compile(folder).stream().map(Object::toString).toList();
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> classes = all.filter(Files::isRegularFile).toList();
            long bytes =
                    classes.stream().mapToLong(file -> file.toFile().length()).sum();
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
}
