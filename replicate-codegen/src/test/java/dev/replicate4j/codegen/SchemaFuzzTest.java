package dev.replicate4j.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.codegen.GenerationRequest.RequestedModel;
import dev.replicate4j.codegen.internal.json.PlainJson;
import dev.replicate4j.codegen.pin.Pin;
import dev.replicate4j.codegen.pin.PinException;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mutated schemas: whatever a schema says, its class is generated, compiles without a warning, can be loaded, and gives its example.
 * {@code -Dfuzz.models} and {@code -Dfuzz.seed} make it go on.
 */
class SchemaFuzzTest {

    private static final Path MODELS = Path.of("src/test/resources/fuzz");
    private static final int BATCH = 200;
    private static final int COUNT = Integer.getInteger("fuzz.models", BATCH);
    private static final long SEED = Long.getLong("fuzz.seed", 20);

    @TempDir
    Path folder;

    @Test
    void everyMutatedSchemaGivesAClassThatCompiles() throws Exception {
        for (int first = 0; first < COUNT; first += BATCH) {
            compile(first, mutants(first, Math.min(BATCH, COUNT - first)));
        }
    }

    private static List<RequestedModel> mutants(int first, int count) throws IOException {
        List<Object> models = new ArrayList<>();
        try (Stream<Path> files = Files.list(MODELS)) {
            for (Path file : files.sorted().toList()) {
                models.add(PlainJson.parse(Files.readString(file)));
            }
        }
        List<RequestedModel> mutants = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            SchemaMutator mutator = new SchemaMutator(SEED + i);
            String mutant = PlainJson.compact(mutator.mutate(models.get(i % models.size()), 1 + i % 9));
            try {
                mutants.add(new RequestedModel(Pin.fromModel(mutant), "M" + i, null));
            } catch (PinException refused) {
                assertThat(refused).hasMessageMatching("(?s)\\[(NotAModel|NoVersion|PinFormat)] .*");
            }
        }
        return mutants;
    }

    private void compile(int first, List<RequestedModel> mutants) throws Exception {
        Generation generation = Generator.generate(new GenerationRequest("com.acme.models", mutants));
        assertThat(generation.isComplete()).as("%s", generation.diagnostics()).isTrue();
        assertThat(Generator.generate(new GenerationRequest(
                                "com.acme.models",
                                mutants.stream().map(SchemaFuzzTest::reread).toList()))
                        .sources())
                .isEqualTo(generation.sources());

        Path classes = Files.createDirectory(folder.resolve("from" + first));
        ClassLoader loaded = Compilation.load(classes, generation.sources());

        for (RequestedModel mutant : mutants) {
            Class<?> type = loaded.loadClass("com.acme.models." + mutant.className());
            assertThat(type.getField("MODEL").get(null)).isNotNull();
            for (Method method : type.getMethods()) {
                if (method.getName().equals("defaultExample")) {
                    assertThat(method.invoke(null)).isNotNull();
                }
            }
        }
        assertThat(classes.resolve("com/acme/models")).isDirectoryNotContaining("glob:**Injected*");
    }

    private static RequestedModel reread(RequestedModel model) {
        return new RequestedModel(Pin.parse(model.pin().toJson()), model.className(), model.arguments());
    }
}
