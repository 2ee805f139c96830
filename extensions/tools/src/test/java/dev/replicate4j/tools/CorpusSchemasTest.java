package dev.replicate4j.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.replicate4j.Replicate;
import dev.replicate4j.api.Metrics;
import dev.replicate4j.codegen.pin.Pin;
import dev.replicate4j.error.DecodeException;
import dev.replicate4j.testsupport.TestData;
import dev.replicate4j.tools.internal.access.AddressPolicy;
import dev.replicate4j.tools.internal.access.FileAccess;
import dev.replicate4j.tools.internal.schema.SchemaCheck;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Every public model that we hold becomes a tool with valid schemas, which accept the model's own example. */
class CorpusSchemasTest {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Schema META =
            REGISTRY.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));

    private final Replicate replicate = Replicate.builder().apiToken("none").build();
    private final AnswerWriter answers = new AnswerWriter(
            new FileAccess(List.of(), new AddressPolicy(InetAddress::getAllByName, false)), Path.of("none"), false, 64);

    @Test
    void everyModelHasValidSchemasThatAcceptItsExample() {
        Set<String> names = new HashSet<>();
        List<String> invalid = new ArrayList<>();
        List<String> ofOtherVersions = new ArrayList<>();
        List<String> unstructured = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (String line : TestData.models()) {
            Pin pin = Models.pin(line);
            ModelTool tool = ModelTool.of(pin, replicate, null);
            assertThat(tool.name()).matches("[A-Za-z0-9_-]{1,64}");
            assertThat(names.add(tool.name())).as(tool.name()).isTrue();
            check(tool, invalid);
            if (pin.defaultExample() != null) {
                for (String problem : inputProblems(tool, pin.defaultExample().input())) {
                    (isOfOtherVersion(problem) ? ofOtherVersions : refused).add(pin.ref() + ": " + problem);
                }
                if (!isStructured(tool, pin.defaultExample().output())) {
                    unstructured.add(pin.ref());
                }
            }
        }
        System.out.println(names.size() + " tools. Example inputs that their own version of the model does not take: "
                + ofOtherVersions.size() + "; example outputs that differ from their schema: " + unstructured.size());
        ofOtherVersions.forEach(problem -> System.out.println("  " + problem));
        assertThat(invalid).isEmpty();
        assertThat(refused).isEmpty();
        assertThat(ofOtherVersions.size()).isLessThanOrEqualTo(names.size() * 4 / 100);
        assertThat(unstructured.size()).isLessThanOrEqualTo(names.size() * 4 / 100);
    }

    private static void check(ModelTool tool, List<String> invalid) {
        for (Map<String, Object> schema :
                List.of(tool.descriptor().inputSchema(), tool.descriptor().outputSchema())) {
            META.validate(MAPPER.valueToTree(schema)).forEach(error -> invalid.add(tool.name() + " " + error));
            assertThat(MAPPER.writeValueAsString(schema)).doesNotContain("\"$ref\"");
        }
    }

    /** By the schema alone, which does not forbid what it does not know; our own check has to agree with the library. */
    private static List<String> inputProblems(ModelTool tool, Map<String, Object> example) {
        Map<String, Object> read = tool.arguments().read(example);
        Map<String, Object> input = tool.descriptor().inputSchema();
        List<String> problems =
                REGISTRY.getSchema(MAPPER.valueToTree(input)).validate(MAPPER.valueToTree(read)).stream()
                        .map(String::valueOf)
                        .toList();
        assertThat(new SchemaCheck(input).problems(read).isEmpty())
                .as(tool.name() + " " + problems)
                .isEqualTo(problems.isEmpty());
        return problems;
    }

    /** An example outlives the version that it was made with: Replicate itself would refuse it. */
    private static boolean isOfOtherVersion(String problem) {
        return problem.contains("required property")
                || problem.contains("does not have a value in the enumeration")
                || problem.contains("must have a maximum value");
    }

    private boolean isStructured(ModelTool tool, Object output) {
        Object decoded;
        try {
            decoded = tool.definition().decode(output);
        } catch (DecodeException e) {
            return false;
        }
        ToolResult result = answers.answer(tool, "x", decoded, List.of(), new Metrics(Map.of()), "");
        return output == null
                || result.text().contains("[cut: ")
                || result.structuredContent().containsKey("output");
    }
}
