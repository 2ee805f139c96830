package dev.replicate4j.codegen.internal.schema;

import dev.replicate4j.codegen.internal.schema.SchemaType.Bool;
import dev.replicate4j.codegen.internal.schema.SchemaType.Decimal;
import dev.replicate4j.codegen.internal.schema.SchemaType.File;
import dev.replicate4j.codegen.internal.schema.SchemaType.Int;
import dev.replicate4j.codegen.internal.schema.SchemaType.Listing;
import dev.replicate4j.codegen.internal.schema.SchemaType.Mapping;
import dev.replicate4j.codegen.internal.schema.SchemaType.Opaque;
import dev.replicate4j.codegen.internal.schema.SchemaType.Property;
import dev.replicate4j.codegen.internal.schema.SchemaType.Range;
import dev.replicate4j.codegen.internal.schema.SchemaType.Recursion;
import dev.replicate4j.codegen.internal.schema.SchemaType.Size;
import dev.replicate4j.codegen.internal.schema.SchemaType.Structure;
import dev.replicate4j.codegen.internal.schema.SchemaType.Text;
import dev.replicate4j.codegen.internal.schema.SchemaType.Untyped;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns parsed schemas into {@link SchemaType}s: resolves references, merges {@code allOf}, ends recursion. */
final class TypeReader {

    /** References to references multiply; a hostile schema must not exhaust the memory. */
    private static final int MOST = 4_000;

    private static final int DEEPEST = 40;

    /** What Pydantic says of every enum. */
    private static final String PYDANTIC = "An enumeration.";

    private final Map<String, Schema<?>> components;

    /** Components being read right now: meeting one again is recursion. */
    private final Deque<String> open = new ArrayDeque<>();

    private int read;

    TypeReader(Map<String, Schema<?>> components) {
        this.components = components;
    }

    /** Reads a component by name. */
    SchemaType component(String name) {
        Schema<?> schema = components.get(name);
        if (schema == null) {
            return new Untyped();
        }
        if (open.contains(name)) {
            return new Recursion(name);
        }
        open.push(name);
        try {
            return type(schema, name);
        } finally {
            open.pop();
        }
    }

    /** Reads the properties of an object in the author's order. */
    List<Property> properties(Schema<?> object) {
        Map<String, Schema<?>> found = propertiesOf(object);
        Set<String> required = object.getRequired() == null ? Set.of() : Set.copyOf(object.getRequired());
        return found.entrySet().stream()
                .sorted(Comparator.comparingDouble(entry -> Extensions.order(entry.getValue())))
                .map(entry -> property(entry.getKey(), entry.getValue(), required.contains(entry.getKey())))
                .toList();
    }

    private Property property(String name, Schema<?> schema, boolean required) {
        SchemaType type = type(schema, name);
        Object fallback = Extensions.fallback(schema);
        return new Property(
                name,
                type,
                description(schema),
                fallback,
                required && fallback == null && !Boolean.TRUE.equals(schema.getNullable()),
                Boolean.TRUE.equals(schema.getDeprecated()),
                "password".equals(schema.getFormat()) || Extensions.isSecret(schema));
    }

    /** What the schema says, or else what it refers to. */
    private @Nullable String description(Schema<?> schema) {
        if (schema.getDescription() == null
                && schema.getAllOf() != null
                && schema.getAllOf().size() == 1) {
            Schema<?> referred = components.get(referenceOf(schema.getAllOf().get(0)));
            return referred == null || PYDANTIC.equals(referred.getDescription()) ? null : referred.getDescription();
        }
        return schema.getDescription();
    }

    private SchemaType type(Schema<?> schema, String name) {
        if (++read > MOST || open.size() > DEEPEST) {
            return new Untyped();
        }
        String reference = referenceOf(schema);
        if (reference != null) {
            return component(reference);
        }
        List<?> values = Extensions.values(schema);
        if (values != null) {
            SchemaType choice = Choices.read(name, values, schema.getType());
            if (choice != null) {
                return choice;
            }
        }
        List<Schema<?>> branches = branches(schema);
        if (!branches.isEmpty()) {
            return Unions.of(branches.stream().map(branch -> type(branch, name)).toList());
        }
        if (schema.getType() == null) {
            return schema.getAllOf() == null ? new Untyped() : merged(schema.getAllOf(), name);
        }
        return ofType(schema, name);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // as Swagger Parser declares them
    private static List<Schema<?>> branches(Schema<?> schema) {
        List<?> branches = schema.getAnyOf() == null ? schema.getOneOf() : schema.getAnyOf();
        return branches == null ? List.of() : (List) branches;
    }

    private SchemaType ofType(Schema<?> schema, String name) {
        return switch (schema.getType()) {
            case "string" ->
                "uri".equals(schema.getFormat())
                        ? new File(Extensions.accept(schema))
                        : new Text(size(schema.getMinLength(), schema.getMaxLength()), schema.getPattern());
            case "integer" -> new Int(range(schema));
            case "number" -> new Decimal(range(schema));
            case "boolean" -> new Bool();
            case "array" ->
                new Listing(
                        schema.getItems() == null ? new Untyped() : type(schema.getItems(), name),
                        size(schema.getMinItems(), schema.getMaxItems()));
            default -> object(schema, name);
        };
    }

    private SchemaType object(Schema<?> schema, String name) {
        if (!propertiesOf(schema).isEmpty()) {
            return new Structure(name, properties(schema));
        }
        if (schema.getAllOf() != null) {
            return merged(schema.getAllOf(), name);
        }
        if (schema.getAdditionalProperties() instanceof Schema<?> values) {
            return new Mapping(type(values, name));
        }
        return Boolean.TRUE.equals(schema.getAdditionalProperties()) ? new Mapping(new Untyped()) : new Opaque();
    }

    /** Cog's {@code allOf} has one member. Of several, objects are joined; else the first that says anything counts. */
    @SuppressWarnings("rawtypes") // as Swagger Parser declares them
    private SchemaType merged(List<? extends Schema> parts, String name) {
        List<SchemaType> types = parts.stream().map(part -> type(part, name)).toList();
        if (types.size() == 1) {
            return types.get(0);
        }
        if (types.stream().allMatch(Structure.class::isInstance)) {
            Map<String, Property> fields = new LinkedHashMap<>();
            types.forEach(type -> ((Structure) type).fields().forEach(field -> fields.put(field.name(), field)));
            return new Structure(name, List.copyOf(fields.values()));
        }
        return types.stream()
                .filter(type -> !(type instanceof Untyped))
                .findFirst()
                .orElseGet(Untyped::new);
    }

    /** Whether the schema, or what it refers to, allows null. */
    boolean isNullable(Schema<?> schema) {
        return isNullable(schema, DEEPEST);
    }

    private boolean isNullable(@Nullable Schema<?> schema, int depth) {
        if (schema == null || depth == 0) {
            return false;
        }
        String reference = referenceOf(schema);
        List<?> values = Extensions.values(schema);
        return Boolean.TRUE.equals(schema.getNullable())
                || (values != null && values.contains(null))
                || (reference != null && isNullable(components.get(reference), depth - 1))
                || branches(schema).stream().anyMatch(branch -> isNullable(branch, depth - 1))
                || (schema.getAllOf() != null
                        && schema.getAllOf().size() == 1
                        && isNullable(schema.getAllOf().get(0), depth - 1));
    }

    private static @Nullable String referenceOf(Schema<?> schema) {
        String reference = schema.get$ref();
        return reference == null ? null : reference.substring(reference.lastIndexOf('/') + 1);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Map<String, Schema<?>> propertiesOf(Schema<?> object) {
        Map<String, Schema<?>> found = (Map) object.getProperties();
        return found == null ? Map.of() : found;
    }

    private static Size size(@Nullable Integer min, @Nullable Integer max) {
        return new Size(min, max);
    }

    private static Range range(Schema<?> schema) {
        return new Range(
                schema.getMinimum(),
                schema.getMaximum(),
                Boolean.TRUE.equals(schema.getExclusiveMinimum()),
                Boolean.TRUE.equals(schema.getExclusiveMaximum()));
    }
}
