import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.openapitools.codegen.DefaultGenerator;
import org.openapitools.codegen.config.CodegenConfigurator;

/**
 * Generates the models of every document of a folder with the generator "java" and the library "native". Prints the
 * seconds and how many documents failed.
 */
final class OpenApiDriver {
    public static void main(String[] args) throws IOException {
        long start = System.nanoTime();
        List<Path> documents;
        try (Stream<Path> files = Files.list(Path.of(args[0]))) {
            documents = files.sorted().toList();
        }
        int failed = 0;
        for (int i = 0; i < documents.size(); i++) {
            try {
                generate(documents.get(i), "m" + i, Path.of(args[1]));
            } catch (RuntimeException e) {
                failed++;
            }
        }
        System.out.println((System.nanoTime() - start) / 1e9 + "\t" + failed);
    }

    private static void generate(Path document, String packageName, Path out) {
        CodegenConfigurator configurator = new CodegenConfigurator()
                .setGeneratorName("java")
                .setLibrary("native")
                .setInputSpec(document.toString())
                .setOutputDir(out.resolve(packageName).toString())
                .setModelPackage(packageName)
                .setValidateSpec(false)
                .addGlobalProperty("models", "")
                .addGlobalProperty("modelDocs", "false")
                .addGlobalProperty("modelTests", "false");
        DefaultGenerator generator = new DefaultGenerator();
        generator.setGenerateMetadata(false);
        generator.opts(configurator.toClientOptInput()).generate();
    }
}
