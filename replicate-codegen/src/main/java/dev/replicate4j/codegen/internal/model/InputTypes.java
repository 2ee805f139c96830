package dev.replicate4j.codegen.internal.model;

import dev.replicate4j.codegen.internal.model.JavaType.Nested;
import dev.replicate4j.codegen.internal.model.JavaType.Simple;
import dev.replicate4j.codegen.internal.schema.SchemaType;
import dev.replicate4j.codegen.internal.schema.SchemaType.Choice;
import dev.replicate4j.codegen.internal.schema.SchemaType.Decimal;
import dev.replicate4j.codegen.internal.schema.SchemaType.File;
import dev.replicate4j.codegen.internal.schema.SchemaType.Listing;
import dev.replicate4j.codegen.internal.schema.SchemaType.Mapping;
import dev.replicate4j.codegen.internal.schema.SchemaType.Opaque;
import dev.replicate4j.codegen.internal.schema.SchemaType.Structure;
import dev.replicate4j.codegen.internal.schema.SchemaType.Text;
import dev.replicate4j.codegen.internal.schema.SchemaType.Truth;
import dev.replicate4j.codegen.internal.schema.SchemaType.Union;
import dev.replicate4j.codegen.internal.schema.SchemaType.Whole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Chooses the Java types of inputs. */
final class InputTypes {

    private final NestedTypes nested;
    private final Names names;
    private final boolean training;

    InputTypes(NestedTypes nested, Names names, boolean training) {
        this.nested = nested;
        this.names = names;
        this.training = training;
    }

    /** One way to set an input. */
    record Way(SchemaType schema, JavaType type) {}

    /**
     * Returns the ways to set an input: one for most; one for each branch of a union, as overloads. Branches that Java can't tell
     * apart, such as two kinds of list, share a way.
     */
    List<Way> ways(SchemaType schema) {
        List<SchemaType> branches = schema instanceof Union union ? union.branches() : List.of(schema);
        Map<Object, Way> ways = new LinkedHashMap<>();
        for (SchemaType branch : branches) {
            JavaType type = type(branch);
            ways.merge(erasure(type), new Way(branch, type), InputTypes::shared);
        }
        return List.copyOf(ways.values());
    }

    private static Way shared(Way one, Way other) {
        if (one.type().equals(other.type())) {
            return one;
        }
        JavaType any = one.type() instanceof JavaType.Listing
                ? new JavaType.Listing(Simple.OBJECT, true)
                : new JavaType.Mapping(Simple.OBJECT, true);
        return new Way(one.schema(), any);
    }

    private static Object erasure(JavaType type) {
        if (type instanceof JavaType.Listing) {
            return List.class;
        }
        return type instanceof JavaType.Mapping ? Map.class : type;
    }

    JavaType type(SchemaType schema) {
        if (schema instanceof Choice choice) {
            return !NestedTypes.isEnum(choice) ? wire(choice) : new Nested(names.type(nested.wordOf(choice, training)));
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

    /** The type of a choice's values on the wire. */
    static JavaType wire(Choice choice) {
        List<Class<?>> kinds = choice.values().stream()
                .<Class<?>>map(Object::getClass)
                .distinct()
                .toList();
        if (kinds.equals(List.of(String.class))) {
            return Simple.STRING;
        }
        if (kinds.equals(List.of(Long.class))) {
            return Simple.LONG;
        }
        return kinds.equals(List.of(Double.class)) ? Simple.DOUBLE : Simple.OBJECT;
    }

    private static JavaType simple(SchemaType schema) {
        if (schema instanceof Text) {
            return Simple.STRING;
        }
        if (schema instanceof Whole) {
            return Simple.LONG;
        }
        if (schema instanceof Decimal) {
            return Simple.DOUBLE;
        }
        if (schema instanceof Truth) {
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
