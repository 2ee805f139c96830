package dev.replicate4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.codegen.Diagnostic;
import dev.replicate4j.codegen.Generation;
import dev.replicate4j.codegen.GenerationRequest;
import dev.replicate4j.codegen.Generator;
import dev.replicate4j.codegen.pin.Pin;
import dev.replicate4j.it.Corpus.Model;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every public model there is: generated in one go, compiled in one run as strictly as javac can, and tried with its own example,
 * input and output, and with a constant out of each of its bounds.
 */
class CorpusIT {

    @TempDir
    Path classes;

    @TempDir
    Path users;

    @Test
    void everyModelGeneratesCompilesAndTakesItsExample() throws Exception {
        List<Model> models = Corpus.read();
        GenerationRequest request = new GenerationRequest("com.acme.models", requests(models));
        Generation generation = Generator.generate(request);
        assertThat(generation.isComplete()).as("%s", generation.diagnostics()).isTrue();

        CorpusClasses compiled = CorpusClasses.compile(generation.sources(), classes);
        assertThat(compiled.problems()).isEmpty();

        CorpusExamples examples = new CorpusExamples();
        CorpusBounds bounds = new CorpusBounds();
        Map<String, String> descriptions = Generator.describe(request);
        for (Model model : models) {
            bounds.add(descriptions.get(model.ref()), model.inputs());
        }
        try (CorpusClasses.Loader loader = compiled.load()) {
            for (int i = 0; i < models.size(); i++) {
                examples.check(models.get(i), loader.load("com.acme.models." + className(i)));
            }
            bounds.check(classes, loader, users);
        }

        print(models, generation, compiled, examples);
        assertThat(examples.failures()).isEmpty();
        System.out.printf("corpus: %d bounded inputs checked by the compiler and by setters%n", bounds.count());
        assertThat(bounds.count()).isPositive();
        assertThat(bounds.failures()).isEmpty();
    }

    /** Models of many owners share names, so each class is numbered. */
    private static List<GenerationRequest.RequestedModel> requests(List<Model> models) {
        List<GenerationRequest.RequestedModel> requests = new ArrayList<>();
        for (Model model : models) {
            requests.add(new GenerationRequest.RequestedModel(
                    Pin.fromModel(model.text()), className(requests.size()), null));
        }
        return requests;
    }

    private static String className(int index) {
        return "Model%04d".formatted(index);
    }

    private static void print(
            List<Model> models, Generation generation, CorpusClasses compiled, CorpusExamples examples) {
        Map<String, Object> table = new TreeMap<>(examples.counts());
        for (Diagnostic diagnostic : generation.diagnostics()) {
            table.merge("degraded: models with " + diagnostic.tag(), 1, (a, b) -> (int) a + (int) b);
        }
        long lines = generation.sources().stream()
                .mapToLong(source -> source.content().lines().count())
                .sum();
        System.out.printf(
                "corpus: %d models, %d generated, %d compiled, %d class files%n",
                models.size(), generation.sources().size(), generation.sources().size(), compiled.files());
        System.out.printf(
                "corpus: %.1f lines and %.1f kB of class files a model%n",
                (double) lines / models.size(), compiled.bytes() / 1000.0 / models.size());
        table.forEach((what, count) -> System.out.printf("corpus: %-52s %6s%n", what, count));
    }
}
