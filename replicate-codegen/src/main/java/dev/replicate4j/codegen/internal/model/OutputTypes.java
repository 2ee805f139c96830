package dev.replicate4j.codegen.internal.model;

import dev.replicate4j.codegen.internal.model.Decoder.Leaf;
import dev.replicate4j.codegen.internal.model.Decoder.Wrapped;
import dev.replicate4j.codegen.internal.model.JavaType.Nested;
import dev.replicate4j.codegen.internal.model.JavaType.Simple;
import dev.replicate4j.codegen.internal.model.ModelClass.Field;
import dev.replicate4j.codegen.internal.model.ModelClass.OutputRecord;
import dev.replicate4j.codegen.internal.schema.ModelSchema;
import dev.replicate4j.codegen.internal.schema.SchemaType;
import dev.replicate4j.codegen.internal.schema.SchemaType.Bool;
import dev.replicate4j.codegen.internal.schema.SchemaType.Choice;
import dev.replicate4j.codegen.internal.schema.SchemaType.Decimal;
import dev.replicate4j.codegen.internal.schema.SchemaType.File;
import dev.replicate4j.codegen.internal.schema.SchemaType.Int;
import dev.replicate4j.codegen.internal.schema.SchemaType.Listing;
import dev.replicate4j.codegen.internal.schema.SchemaType.Mapping;
import dev.replicate4j.codegen.internal.schema.SchemaType.Property;
import dev.replicate4j.codegen.internal.schema.SchemaType.Recursion;
import dev.replicate4j.codegen.internal.schema.SchemaType.Structure;
import dev.replicate4j.codegen.internal.schema.SchemaType.Text;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Chooses the Java types of an output, and how it is read. */
final class OutputTypes {

    /** A constructor takes 255 parameters at most, {@code this} among them. */
    private static final int MOST_COMPONENTS = 254;

    private final NestedTypes nested;
    private final JavaNames names;
    private final Map<String, OutputRecord> records = new LinkedHashMap<>();

    /** Structures around the one being read, innermost first: what a recursion refers to. */
    private final Deque<Structure> around = new ArrayDeque<>();

    OutputTypes(NestedTypes nested, JavaNames names) {
        this.nested = nested;
        this.names = names;
    }

    /** A type and how it is read. */
    record Typed(JavaType type, Decoder decoder) {}

    Typed whole(ModelSchema.Output output) {
        Typed typed = present(output);
        return output.nullable() && !typed.type().equals(JavaType.ANY_JSON)
                ? new Typed(new JavaType.OrNull(typed.type()), new Wrapped(Wrapped.Kind.NULLABLE, typed.decoder()))
                : typed;
    }

    private Typed present(ModelSchema.Output output) {
        if (output.concatenates()) {
            return new Typed(Simple.STRING, Leaf.TEXT);
        }
        Typed typed = typed(output.type());
        return output.iterates() && typed.decoder() instanceof Wrapped list
                ? new Typed(typed.type(), new Wrapped(Wrapped.Kind.ITERATOR, list.part()))
                : typed;
    }

    static JavaType piece(JavaType whole) {
        if (whole instanceof JavaType.OrNull nullable) {
            JavaType piece = piece(nullable.type());
            return piece instanceof JavaType.OrNull ? piece : new JavaType.OrNull(piece);
        }
        return whole instanceof JavaType.Listing list ? list.item() : whole;
    }

    /** Returns the records met so far, outermost first. */
    List<OutputRecord> records() {
        return List.copyOf(records.values());
    }

    private Typed typed(SchemaType schema) {
        if (schema instanceof Listing list) {
            Typed item = typed(list.item());
            return new Typed(new JavaType.Listing(item.type(), false), new Wrapped(Wrapped.Kind.LIST, item.decoder()));
        }
        if (schema instanceof Mapping map) {
            Typed value = typed(map.value());
            return new Typed(new JavaType.Mapping(value.type(), false), new Wrapped(Wrapped.Kind.MAP, value.decoder()));
        }
        if (schema instanceof Structure structure) {
            return structure(structure);
        }
        if (schema instanceof Recursion recursion) {
            return around.stream()
                    .filter(structure -> structure.name().equals(recursion.name()))
                    .findFirst()
                    .map(this::reference)
                    .orElse(new Typed(JavaType.ANY_JSON, Leaf.ANY));
        }
        return leaf(schema);
    }

    private static Typed leaf(SchemaType schema) {
        if (schema instanceof Text || isText(schema)) {
            return new Typed(Simple.STRING, Leaf.STRING);
        }
        if (schema instanceof Int) {
            return new Typed(Simple.LONG, Leaf.INTEGER);
        }
        if (schema instanceof Decimal) {
            return new Typed(Simple.DOUBLE, Leaf.NUMBER);
        }
        if (schema instanceof Bool) {
            return new Typed(Simple.BOOLEAN, Leaf.BOOL);
        }
        return schema instanceof File ? new Typed(Simple.URL_PATH, Leaf.FILE) : new Typed(JavaType.ANY_JSON, Leaf.ANY);
    }

    /** A model may answer with a choice that its pin does not know, so these stay texts. */
    private static boolean isText(SchemaType schema) {
        return schema instanceof Choice choice && choice.values().stream().allMatch(String.class::isInstance);
    }

    private Typed structure(Structure structure) {
        if (structure.fields().size() > MOST_COMPONENTS) {
            return new Typed(new JavaType.Mapping(JavaType.ANY_JSON, false), new Wrapped(Wrapped.Kind.MAP, Leaf.ANY));
        }
        String word = nested.wordOf(structure);
        if (!records.containsKey(word)) {
            around.push(structure);
            records.put(word, record(word, structure));
            around.pop();
        }
        return reference(structure);
    }

    private Typed reference(Structure structure) {
        String name = names.type(nested.wordOf(structure));
        return new Typed(new Nested(name), new Decoder.Constant(name));
    }

    private OutputRecord record(String word, Structure structure) {
        String name = names.type(word);
        List<Field> fields = new ArrayList<>();
        for (Property field : structure.fields()) {
            Typed typed = typed(field.type());
            fields.add(new Field(field.name(), names.component(word, field.name()), typed.type(), typed.decoder()));
        }
        return new OutputRecord(name, Docs.record(structure, fields), fields);
    }
}
