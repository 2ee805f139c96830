package dev.replicate4j.tools.internal.schema;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Checks values by a JSON Schema, and says what is wrong in words that tell a language model what to change. */
public final class SchemaCheck {

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private static final int MOST_PROBLEMS = 10;
    private static final int LONGEST_VALUE = 80;

    private final Schema schema;

    /** Prepares a schema. */
    public SchemaCheck(Map<String, Object> schema) {
        this.schema = REGISTRY.getSchema(ToolJson.tree(schema));
    }

    /** {@return what is wrong with a value, one sentence each; empty if nothing is} */
    public List<String> problems(@Nullable Object value) {
        return schema.validate(ToolJson.tree(value)).stream()
                .map(SchemaCheck::problem)
                .distinct()
                .limit(MOST_PROBLEMS)
                .collect(Collectors.toList());
    }

    private static String problem(Error error) {
        String place = error.getInstanceLocation().toString();
        String name = place.isEmpty() || place.equals("$") ? "" : place.replaceFirst("^[/$.]+", "");
        String message = String.valueOf(error.getMessage());
        JsonNode found = error.getInstanceNode();
        String shown = name.isEmpty() || found == null || found.isContainer()
                ? ""
                : ", but is " + AuthorText.clean(found.toString(), LONGEST_VALUE);
        return (name.isEmpty() ? "arguments" : name) + ": "
                + message.replaceFirst("^" + java.util.regex.Pattern.quote(place) + ":? *", "") + shown;
    }
}
