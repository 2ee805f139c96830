package dev.replicate4j.codegen.internal.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.parser.util.OpenAPIDeserializer;
import io.swagger.v3.parser.util.OpenAPIDeserializer.ParseResult;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads component schemas into facts. */
public final class SchemaReader {

    private final TypeReader types;
    private final Map<String, Schema<?>> components;

    private SchemaReader(Map<String, Schema<?>> components, List<Facts> facts) {
        this.components = components;
        this.types = new TypeReader(components, facts);
    }

    /**
     * Reads the schemas of a model. Nothing in them is an error: what can't be understood is {@link SchemaType.Untyped}.
     *
     * @param schemas component schemas by name, in any of Cog's dialects
     * @param cogVersion the version of Cog that made them; null where unknown
     * @return the facts
     */
    public static ModelSchema read(Map<String, ?> schemas, @Nullable String cogVersion) {
        Dialect.Standard standard = Dialect.standardize(schemas);
        SchemaReader reader = new SchemaReader(parse(standard.schemas()), standard.facts());
        return new ModelSchema(reader.properties("Input"), reader.output(cogVersion), reader.trainingInputs());
    }

    /** Parses the schemas alone: of a whole document the parser first makes a copy, with a mapper of its own, which takes longer. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Map<String, Schema<?>> parse(ObjectNode schemas) {
        return (Map) new OpenAPIDeserializer().getSchemas(schemas, "schemas", new ParseResult(), false);
    }

    private @Nullable List<Property> trainingInputs() {
        return components.containsKey("TrainingInput") ? properties("TrainingInput") : null;
    }

    private List<Property> properties(String component) {
        Schema<?> schema = components.get(component);
        return schema == null ? List.of() : types.properties(schema);
    }

    private ModelSchema.Output output(@Nullable String cogVersion) {
        Schema<?> schema = components.get("Output");
        if (schema == null) {
            return new ModelSchema.Output(new SchemaType.Untyped(), null, false, false);
        }
        Facts facts = types.facts(schema);
        SchemaType type = types.component("Output");
        boolean list = type instanceof SchemaType.Listing;
        boolean iterates = list && ("iterator".equals(facts.arrayType()) || CogVersion.marksNoIterators(cogVersion));
        boolean concatenates = iterates
                && ((SchemaType.Listing) type).item() instanceof SchemaType.Text
                && "concatenate".equals(facts.arrayDisplay());
        return new ModelSchema.Output(type, schema.getDescription(), iterates, concatenates);
    }
}
