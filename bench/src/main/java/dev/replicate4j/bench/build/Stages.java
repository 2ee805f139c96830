package dev.replicate4j.bench.build;

import dev.replicate4j.bench.Child;
import dev.replicate4j.bench.Jvm;
import dev.replicate4j.bench.Table;
import dev.replicate4j.codegen.Generation;
import dev.replicate4j.codegen.GenerationRequest;
import dev.replicate4j.codegen.Generator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The stages of a generation one after the other, each over all models, in a cold JVM. */
final class Stages {
    private static long last;

    private Stages() {}

    static void print(Corpus corpus, int runs) throws IOException {
        Child figures = new Child();
        for (int run = 0; run < runs; run++) {
            Folders.delete(corpus.out("staged"));
            figures.add(Jvm.run(
                    List.of(),
                    Jvm.ownArchive(),
                    Stages.class,
                    List.of(corpus.pins().toString(), corpus.out("staged").toString())));
        }
        Table table = new Table("Stages, " + runs + " runs", "stage", "s", "models/s");
        for (String stage : figures.names()) {
            table.row(
                    stage,
                    figures.figure(stage, 0).format(2),
                    Math.round(corpus.size() / figures.figure(stage, 0).median()));
        }
        table.print();
    }

    /**
     * Runs the stages.
     *
     * @param args the folder of pins, and the folder for sources
     * @throws IOException when a file cannot be read or written
     */
    public static void main(String[] args) throws IOException {
        last = System.nanoTime();
        List<GenerationRequest.RequestedModel> models = Generate.models(Path.of(args[0]));
        took("read pins");
        Generation generation = Generator.generate(new GenerationRequest("bench", models));
        took("generate");
        generation.writeTo(Path.of(args[1]));
        took("write files");
        generation.writeTo(Path.of(args[1]));
        took("compare files, nothing changed");
    }

    private static void took(String stage) {
        long now = System.nanoTime();
        System.out.println(Child.line(stage, (now - last) / 1e9));
        last = now;
    }
}
