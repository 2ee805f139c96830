package dev.replicate4j.bench.build;

import dev.replicate4j.bench.Child;
import dev.replicate4j.bench.Jvm;
import dev.replicate4j.bench.Table;
import dev.replicate4j.codegen.Generation;
import dev.replicate4j.codegen.GenerationRequest;
import dev.replicate4j.codegen.Generator;
import dev.replicate4j.codegen.pin.Pin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Generating and compiling a corpus of models, beside other generators that read the same schemas. */
public final class Generate {
    /** What is said where there is no corpus. */
    static final String SKIPPED = "Skipped: name a file of models, one a line as the API gives them, gzipped, with"
            + " -Dreplicate.corpus=FILE before -jar.";

    private static final List<String> SMALL_HEAP = List.of("-Xmx64m");
    private static final String OURS = "generate, -Xmx64m";
    private static final String JAVAC = "javac on the result";

    private Generate() {}

    /**
     * Compares.
     *
     * @param arguments how many runs (5), how many models (all)
     * @throws IOException when a file cannot be read or written
     */
    public static void compare(List<String> arguments) throws IOException {
        String corpus = System.getProperty("replicate.corpus", "");
        if (!Files.exists(Path.of(corpus)) || corpus.isEmpty()) {
            System.out.println(SKIPPED);
            return;
        }
        int runs = arguments.isEmpty() ? 5 : Integer.parseInt(arguments.get(0));
        int limit = arguments.size() < 2 ? Integer.MAX_VALUE : Integer.parseInt(arguments.get(1));
        growth(Path.of(corpus), runs);
        Corpus all = Corpus.unpack(Path.of(corpus), limit);
        peers(all, runs);
        Stages.print(all, runs);
    }

    private static void growth(Path models, int runs) throws IOException {
        Table table = new Table("Growth, -Xmx64m, " + runs + " runs", "models", "s", "CPU s", "peak memory MiB");
        for (int count : new int[] {1, 10, 100, Integer.MAX_VALUE}) {
            Corpus corpus = Corpus.unpack(models, count);
            Child figures = new Child();
            for (int run = 0; run < runs; run++) {
                figures.add(ours(corpus, SMALL_HEAP, OURS));
            }
            table.row(
                    corpus.size(),
                    figures.figure(OURS, 0).format(2),
                    figures.figure(OURS, 1).format(2),
                    figures.figure(OURS, 2).format(0));
            Folders.delete(corpus.folder());
        }
        table.print();
    }

    private static void peers(Corpus corpus, int runs) throws IOException {
        OtherGenerator jsonschema2pojo = OtherGenerator.prepare("jsonschema2pojo", "JsonSchemaDriver");
        OtherGenerator openapiGenerator = OtherGenerator.prepare("openapi-generator", "OpenApiDriver");
        Child figures = new Child();
        for (int run = 0; run < runs; run++) {
            figures.add(ours(corpus, List.of(), "generate"));
            figures.add(ours(corpus, SMALL_HEAP, OURS));
            figures.add(javac(corpus, JAVAC, List.of()));
            figures.add(jsonschema2pojo.generate(corpus.documents(), corpus.out("jsonschema2pojo"), corpus.size()));
            figures.add(
                    openapiGenerator.generate(corpus.sample(), corpus.out("openapi-generator"), corpus.sampleSize()));
        }
        Table table = new Table(
                corpus.size() + " models, each in a fresh JVM, " + runs + " runs",
                "what",
                "s, JVM start included",
                "CPU s",
                "peak memory MiB",
                "ms a model",
                "share of javac's time");
        for (String name : figures.names()) {
            table.row(
                    name,
                    figures.figure(name, 0).format(2),
                    figures.figure(name, 1).format(1),
                    figures.figure(name, 2).format(0),
                    figures.figure(name, 3).format(1),
                    figures.ratio(name, JAVAC, 3).format(2));
        }
        table.print();
        System.out.printf(
                "%nSources: %.1f MB, classes: %.1f MB in %d files; jsonschema2pojo's sources: %.1f MB.%n",
                Folders.megabytes(corpus.out("sources")),
                Folders.megabytes(corpus.out("classes")),
                Folders.files(corpus.out("classes")).size(),
                Folders.megabytes(corpus.out("jsonschema2pojo")));
    }

    static String ours(Corpus corpus, List<String> options, String name) throws IOException {
        Folders.delete(corpus.out("sources"));
        return Timed.run(
                name,
                Jvm.command(
                        options,
                        Jvm.ownArchive(),
                        Generate.class.getName(),
                        List.of(corpus.pins().toString(), corpus.out("sources").toString())),
                corpus.size());
    }

    /** Compiles the sources that {@link #ours} has generated. */
    static String javac(Corpus corpus, String name, List<String> options) throws IOException {
        Folders.delete(corpus.out("classes"));
        Path list = corpus.out("sources.txt");
        Files.write(
                list,
                Folders.files(corpus.out("sources")).stream()
                        .map(Path::toString)
                        .toList());
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
                "-proc:none",
                "-cp",
                Jvm.applicationClassPath(),
                "-d",
                corpus.out("classes").toString(),
                "@" + list));
        command.addAll(options);
        return Timed.run(name, command, corpus.size());
    }

    /**
     * Generates as the plugin does.
     *
     * @param args the folder of pins, and the folder for sources
     * @throws IOException when a file cannot be read or written
     */
    public static void main(String[] args) throws IOException {
        Generation generation = Generator.generate(new GenerationRequest("bench", models(Path.of(args[0]))));
        if (!generation.isComplete()) {
            throw new IllegalStateException(generation.diagnostics().toString());
        }
        generation.writeTo(Path.of(args[1]));
    }

    /** Reads pins; classes are numbered, since owners share names. */
    static List<GenerationRequest.RequestedModel> models(Path pins) throws IOException {
        List<Path> files = Folders.files(pins);
        return IntStream.range(0, files.size())
                .parallel()
                .mapToObj(i -> new GenerationRequest.RequestedModel(read(files.get(i)), "M" + (10_000 + i), null))
                .toList();
    }

    private static Pin read(Path file) {
        try {
            return Pin.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
