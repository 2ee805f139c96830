package dev.replicate4j.testkit.internal.api;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.replicate4j.testkit.internal.json.Json;
import dev.replicate4j.testkit.internal.model.ModelVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Checks inputs against the schemas of versions. */
public final class InputCheck {

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDialect(Dialects.getOpenApi30());

    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();

    /**
     * Checks an input.
     *
     * @param root {@code Input} or {@code TrainingInput}
     * @return what is wrong; empty if nothing is
     */
    public List<InvalidField> check(ModelVersion version, String root, Map<String, @Nullable Object> input) {
        if (!version.schemas().containsKey(root)) {
            return List.of();
        }
        Schema schema = compiled.computeIfAbsent(version.id() + root, key -> compile(version, root));
        List<InvalidField> fields = new ArrayList<>();
        for (Error error : schema.validate(Json.node(input))) {
            fields.add(Violations.field(error));
        }
        return fields;
    }

    private static Schema compile(ModelVersion version, String root) {
        return REGISTRY.getSchema(Json.node(SchemaCleaner.document(version, root)));
    }
}
