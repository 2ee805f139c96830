import com.sun.codemodel.JCodeModel;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jsonschema2pojo.DefaultGenerationConfig;
import org.jsonschema2pojo.GenerationConfig;
import org.jsonschema2pojo.Jackson2Annotator;
import org.jsonschema2pojo.SchemaGenerator;
import org.jsonschema2pojo.SchemaMapper;
import org.jsonschema2pojo.SchemaStore;
import org.jsonschema2pojo.rules.RuleFactory;

/**
 * Generates classes for the input and the output of every document of a folder, with the tool's defaults, one package and
 * one code model a document. Prints the seconds and how many documents failed.
 */
final class JsonSchemaDriver {
    private static final GenerationConfig CONFIG = new DefaultGenerationConfig();

    public static void main(String[] args) throws IOException {
        long start = System.nanoTime();
        List<Path> documents;
        try (Stream<Path> files = Files.list(Path.of(args[0]))) {
            documents = files.sorted().toList();
        }
        Path out = Files.createDirectories(Path.of(args[1]));
        int failed = 0;
        for (int i = 0; i < documents.size(); i++) {
            try {
                generate(documents.get(i), "m" + i, out.toFile());
            } catch (RuntimeException e) {
                failed++;
            }
        }
        System.out.println((System.nanoTime() - start) / 1e9 + "\t" + failed);
    }

    private static void generate(Path document, String packageName, File out) throws IOException {
        JCodeModel code = new JCodeModel();
        SchemaMapper mapper = new SchemaMapper(
                new RuleFactory(CONFIG, new Jackson2Annotator(CONFIG), new SchemaStore()), new SchemaGenerator());
        for (String root : List.of("Input", "Output")) {
            String place = document.toUri() + "#/components/schemas/" + root;
            mapper.generate(code, root, packageName, java.net.URI.create(place).toURL());
        }
        code.build(out, new PrintStream(OutputStream.nullOutputStream()));
    }
}
