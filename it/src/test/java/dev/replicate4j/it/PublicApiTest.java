package dev.replicate4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A change to the public API is seen in a diff of {@code docs/api}. */
class PublicApiTest {

    private static final Path DESCRIPTIONS = Snippets.ROOT.resolve("docs/api");

    @Test
    void publicApiIsAsDescribed() throws IOException {
        Map<String, String> described = described();
        Map<String, String> present = PublicApi.describe(Snippets.ROOT);

        List<String> changes = new ArrayList<>();
        Set<String> modules = new TreeSet<>(described.keySet());
        modules.addAll(present.keySet());
        for (String module : modules) {
            List<String> before = lines(described, module);
            List<String> now = lines(present, module);
            before.stream().filter(line -> !now.contains(line)).forEach(line -> changes.add("- " + line));
            now.stream().filter(line -> !before.contains(line)).forEach(line -> changes.add("+ " + line));
        }
        String hint = "The public API is not as docs/api has it. If that is meant, run " + PublicApi.COMMAND
                + " in the project's folder and commit what it writes.";
        assertThat(changes).as(hint).isEmpty();
        assertThat(present).as(hint).isEqualTo(described);
    }

    private static Map<String, String> described() throws IOException {
        Map<String, String> described = new TreeMap<>();
        try (Stream<Path> files = Files.list(DESCRIPTIONS)) {
            for (Path file : files.toList()) {
                described.put(file.getFileName().toString().replaceFirst("\\.txt$", ""), Files.readString(file));
            }
        }
        return described;
    }

    private static List<String> lines(Map<String, String> descriptions, String module) {
        return descriptions
                .getOrDefault(module, "")
                .lines()
                .map(line -> module + ": " + line)
                .toList();
    }

    @Test
    void describesGenericsNullnessAndWhatIsInherited() throws IOException {
        String runtime = PublicApi.describe(Snippets.ROOT).get("replicate-runtime");

        assertThat(runtime)
                .contains("\nfinal class ModelFunction<I, O extends @Nullable Object, P extends @Nullable Object>\n")
                .contains("\n  O decode(@Nullable Object json, UnaryOperator<URLPath> files)\n")
                .contains("\n(not public) interface InputMap\n")
                .contains("\nenum WebhookEvent\n  START\n")
                .doesNotContain("internal");
    }
}
