package dev.replicate4j.codegen.internal.schema;

import dev.replicate4j.codegen.internal.json.BoundJson;
import dev.replicate4j.codegen.internal.schema.SchemaType.Property;
import io.swagger.v3.oas.models.OpenAPI;
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

    private SchemaReader(Map<String, Schema<?>> components) {
        this.components = components;
        this.types = new TypeReader(components);
    }

    /**
     * Reads the schemas of a model. Nothing in them is an error: what can't be understood is {@link SchemaType.Untyped}.
     *
     * @param schemas component schemas by name, in any of Cog's dialects
     * @param cogVersion the version of Cog that made them; null where unknown
     * @return the facts
     */
    public static ModelSchema read(Map<String, ?> schemas, @Nullable String cogVersion) {
        SchemaReader reader = new SchemaReader(parse(Normalizer.document(schemas)));
        return new ModelSchema(reader.properties("Input"), reader.output(cogVersion), reader.trainingInputs());
    }

    /** What stands around this door of the parser makes a second copy of the document, with a mapper of its own. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // as Swagger Parser declares them
    private static Map<String, Schema<?>> parse(Map<String, Object> document) {
        OpenAPI parsed = new OpenAPIDeserializer().parseRoot(BoundJson.tree(document), new ParseResult(), null);
        Map<String, Schema> schemas = parsed.getComponents().getSchemas();
        return schemas == null ? Map.of() : (Map) schemas;
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
            return new ModelSchema.Output(new SchemaType.Untyped(), null, false, false, false);
        }
        SchemaType type = types.component("Output");
        boolean list = type instanceof SchemaType.Listing;
        boolean iterates = list && (Extensions.isIterator(schema) || CogVersion.marksNoIterators(cogVersion));
        boolean concatenates = iterates
                && ((SchemaType.Listing) type).item() instanceof SchemaType.Text
                && Extensions.isConcatenated(schema);
        return new ModelSchema.Output(type, schema.getDescription(), types.isNullable(schema), iterates, concatenates);
    }
}
