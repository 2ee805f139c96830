package dev.replicate4j.codegen.internal.model;

import dev.replicate4j.codegen.internal.model.JavaType.Nested;
import dev.replicate4j.codegen.internal.model.JavaType.Simple;
import dev.replicate4j.codegen.internal.schema.SchemaType;
import dev.replicate4j.codegen.internal.schema.SchemaType.Bool;
import dev.replicate4j.codegen.internal.schema.SchemaType.Choice;
import dev.replicate4j.codegen.internal.schema.SchemaType.Decimal;
import dev.replicate4j.codegen.internal.schema.SchemaType.File;
import dev.replicate4j.codegen.internal.schema.SchemaType.Int;
import dev.replicate4j.codegen.internal.schema.SchemaType.Listing;
import dev.replicate4j.codegen.internal.schema.SchemaType.Mapping;
import dev.replicate4j.codegen.internal.schema.SchemaType.Opaque;
import dev.replicate4j.codegen.internal.schema.SchemaType.Structure;
import dev.replicate4j.codegen.internal.schema.SchemaType.Text;
import dev.replicate4j.codegen.internal.schema.SchemaType.Union;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Chooses the Java types of inputs. */
final class SetterTypes {

    private final NestedTypes nested;
    private final JavaNames names;
    private final boolean training;

    SetterTypes(NestedTypes nested, JavaNames names, boolean training) {
        this.nested = nested;
        this.names = names;
        this.training = training;
    }

    /** One variant to set an input. */
    record Variant(SchemaType schema, JavaType type) {}

    /**
     * Returns the variants to set an input: one for most; one for each branch of a union, as overloads. Branches that Java can't tell
     * apart, such as two kinds of list, share a variant.
     */
    List<Variant> variants(SchemaType schema) {
        List<SchemaType> branches = schema instanceof Union union ? union.branches() : List.of(schema);
        Map<Object, Variant> variants = new LinkedHashMap<>();
        for (SchemaType branch : branches) {
            JavaType type = type(branch);
            variants.merge(erasure(type), new Variant(branch, type), SetterTypes::shared);
        }
        return List.copyOf(variants.values());
    }

    private static Variant shared(Variant one, Variant other) {
        if (one.type().equals(other.type())) {
            return one;
        }
        JavaType any = one.type() instanceof JavaType.Listing
                ? new JavaType.Listing(Simple.OBJECT, true)
                : new JavaType.Mapping(Simple.OBJECT, true);
        return new Variant(one.schema(), any);
    }

    private static Object erasure(JavaType type) {
        if (type instanceof JavaType.Listing) {
            return List.class;
        }
        return type instanceof JavaType.Mapping ? Map.class : type;
    }

    JavaType type(SchemaType schema) {
        if (schema instanceof Choice choice) {
            return !NestedTypes.isEnum(choice)
                    ? NestedTypes.wireType(choice)
                    : new Nested(names.type(nested.wordOf(choice, training)));
        }
        if (schema instanceof Listing list) {
            JavaType item = type(list.item());
            return new JavaType.Listing(item, isOpen(item));
        }
        if (schema instanceof Mapping map) {
            JavaType value = type(map.value());
            return new JavaType.Mapping(value, isOpen(value));
        }
        return simple(schema);
    }

    private static JavaType simple(SchemaType schema) {
        if (schema instanceof Text) {
            return Simple.STRING;
        }
        if (schema instanceof Int) {
            return Simple.LONG;
        }
        if (schema instanceof Decimal) {
            return Simple.DOUBLE;
        }
        if (schema instanceof Bool) {
            return Simple.BOOLEAN;
        }
        if (schema instanceof File) {
            return Simple.PATH;
        }
        return schema instanceof Structure || schema instanceof Opaque
                ? new JavaType.Mapping(Simple.OBJECT, true)
                : Simple.OBJECT;
    }

    /** Whether a collection of a subtype should do as well: a {@code List<URLPath>} for paths, lists of lists. */
    private static boolean isOpen(JavaType part) {
        return part == Simple.PATH || part == Simple.OBJECT || !(part instanceof Simple || part instanceof Nested);
    }
}
