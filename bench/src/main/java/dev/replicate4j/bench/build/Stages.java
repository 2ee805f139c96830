package dev.replicate4j.bench.build;

import dev.replicate4j.bench.Child;
import dev.replicate4j.bench.Jvm;
import dev.replicate4j.bench.Table;
import dev.replicate4j.codegen.GenerationRequest;
import dev.replicate4j.codegen.internal.emit.ClassEmitter;
import dev.replicate4j.codegen.internal.files.OutputFolder;
import dev.replicate4j.codegen.internal.model.ModelClass;
import dev.replicate4j.codegen.internal.model.ModelClassFactory;
import dev.replicate4j.codegen.internal.model.ModelFacts;
import dev.replicate4j.codegen.internal.schema.ModelSchema;
import dev.replicate4j.codegen.internal.schema.SchemaReader;
import dev.replicate4j.codegen.pin.Pin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The stages of a generation one after the other, each over all models, on one thread of a cold JVM. */
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
        Table table = new Table("Stages, one thread, " + runs + " runs", "stage", "s", "models/s");
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
        List<ModelSchema> schemas = models.stream()
                .map(GenerationRequest.RequestedModel::pin)
                .map(pin -> SchemaReader.read(pin.schemas(), pin.cogVersion()))
                .toList();
        took("read schemas");
        List<ModelClass> classes = new ArrayList<>();
        for (int i = 0; i < schemas.size(); i++) {
            classes.add(ModelClassFactory.create(schemas.get(i), facts(models.get(i)))
                    .model());
        }
        took("decide on classes");
        Map<String, String> sources = new LinkedHashMap<>();
        classes.forEach(model -> sources.put("bench/" + model.name() + ".java", ClassEmitter.emit(model)));
        took("emit code");
        OutputFolder.at(Path.of(args[1]), ClassEmitter.MARKER).hold(sources);
        took("write files");
        OutputFolder.at(Path.of(args[1]), ClassEmitter.MARKER).hold(sources);
        took("compare files, nothing changed");
    }

    private static ModelFacts facts(GenerationRequest.RequestedModel model) {
        Pin pin = model.pin();
        Pin.Example example = pin.defaultExample();
        return new ModelFacts(
                "bench",
                String.valueOf(model.className()),
                pin.ref(),
                pin.version(),
                pin.official(),
                pin.description(),
                pin.arguments(),
                pin.names(),
                example == null ? null : example.input());
    }

    private static void took(String stage) {
        long now = System.nanoTime();
        System.out.println(Child.line(stage, (now - last) / 1e9));
        last = now;
    }
}
