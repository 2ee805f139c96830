package dev.replicate4j.bench.build;

import dev.replicate4j.bench.Child;
import dev.replicate4j.bench.Jvm;
import dev.replicate4j.bench.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the compiler plugin adds to a compilation: of generated classes, each of which calls its own setters with the
 * constants of its model's example.
 */
public final class CompilerPlugin {
    private static final String WITHOUT = "javac";
    private static final String WITH = "javac -Xplugin:Replicate4j";

    private CompilerPlugin() {}

    /**
     * Compares.
     *
     * @param arguments how many runs (5), how many models (all)
     * @throws IOException when a file cannot be read or written
     */
    public static void compare(List<String> arguments) throws IOException {
        String models = System.getProperty("replicate.corpus", "");
        if (models.isEmpty() || !Files.exists(Path.of(models))) {
            System.out.println(Generate.SKIPPED);
            return;
        }
        int runs = arguments.isEmpty() ? 5 : Integer.parseInt(arguments.get(0));
        int limit = arguments.size() < 2 ? Integer.MAX_VALUE : Integer.parseInt(arguments.get(1));
        Corpus corpus = Corpus.unpack(Path.of(models), limit);
        Generate.ours(corpus, List.of(), "generate");
        List<String> plugin = List.of(
                "-Xplugin:Replicate4j",
                "-processorpath",
                Jvm.library("replicate-javac").toString());
        Child figures = new Child();
        for (int run = 0; run < runs; run++) {
            // In turn first, since the second finds the files in memory.
            if (run % 2 == 0) {
                figures.add(Generate.javac(corpus, WITHOUT, List.of()));
            }
            figures.add(Generate.javac(corpus, WITH, plugin));
            if (run % 2 == 1) {
                figures.add(Generate.javac(corpus, WITHOUT, List.of()));
            }
        }
        print(corpus, runs, figures);
    }

    private static void print(Corpus corpus, int runs, Child figures) {
        Table table = new Table(
                corpus.size() + " classes, each compilation in a fresh JVM, " + runs + " runs",
                "what",
                "s",
                "CPU s",
                "s beside javac alone",
                "CPU beside javac alone");
        for (String name : List.of(WITHOUT, WITH)) {
            table.row(
                    name,
                    figures.figure(name, 0).format(2),
                    figures.figure(name, 1).format(1),
                    figures.ratio(name, WITHOUT, 0).format(3),
                    figures.ratio(name, WITHOUT, 1).format(3));
        }
        table.print();
    }
}
