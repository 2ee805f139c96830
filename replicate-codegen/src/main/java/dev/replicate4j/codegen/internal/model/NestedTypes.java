package dev.replicate4j.codegen.internal.model;

import dev.replicate4j.codegen.internal.schema.ModelSchema;
import dev.replicate4j.codegen.internal.schema.SchemaType;
import dev.replicate4j.codegen.internal.schema.SchemaType.Choice;
import dev.replicate4j.codegen.internal.schema.SchemaType.Listing;
import dev.replicate4j.codegen.internal.schema.SchemaType.Mapping;
import dev.replicate4j.codegen.internal.schema.SchemaType.Property;
import dev.replicate4j.codegen.internal.schema.SchemaType.Structure;
import dev.replicate4j.codegen.internal.schema.SchemaType.Union;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds what becomes a nested type: the choices among the inputs, and the objects in the output. Each gets a word, its name in the
 * schema; different ones of one name get {@code #2} and so on after it.
 */
final class NestedTypes {

    /** The object that is the output, or each item of it: always {@code Output} in Java. */
    static final String ROOT = "record Output";

    /** The initialiser of an enum takes up to 22 bytes for each constant, and may have 65,535. */
    private static final int MOST_VALUES = 2_500;

    /** Longer values are no names, and may not fit into a constant. */
    private static final int LONGEST_VALUE = 10_000;

    private static final String RECORD = "record ";
    private static final String TRAINING = "training ";

    private final Map<String, Choice> choices = new LinkedHashMap<>();
    private final Map<String, Structure> records = new LinkedHashMap<>();

    private NestedTypes() {}

    static NestedTypes of(ModelSchema schema) {
        NestedTypes nested = new NestedTypes();
        schema.inputs().forEach(input -> nested.findChoices("", input.type()));
        if (schema.trainingInputs() != null) {
            schema.trainingInputs().forEach(input -> nested.findChoices(TRAINING, input.type()));
        }
        if (schema.output().type() instanceof Structure root) {
            nested.records.put(ROOT, root);
            root.fields().forEach(field -> nested.findRecords(field.type()));
        } else {
            nested.findRecords(schema.output().type());
        }
        return nested;
    }

    /** Returns the words of all nested types that need a name. */
    List<String> words() {
        List<String> words = new ArrayList<>(choices.keySet());
        words.addAll(records.keySet());
        words.remove(ROOT);
        return words;
    }

    Map<String, Choice> choices() {
        return choices;
    }

    Map<String, Structure> records() {
        return records;
    }

    String wordOf(Choice choice, boolean training) {
        return wordOf(choices, (training ? TRAINING : "") + choice.name(), choice);
    }

    String wordOf(Structure structure) {
        return structure.equals(records.get(ROOT)) ? ROOT : wordOf(records, RECORD + structure.name(), structure);
    }

    /** Tells whether the word is that of a choice among the inputs of a training. */
    static boolean isTraining(String word) {
        return word.startsWith(TRAINING);
    }

    /** The natural Java name of a nested type: that of its schema's word. */
    static String natural(String word) {
        String plain = word.startsWith(RECORD) ? word.substring(RECORD.length()) : word;
        int twin = plain.lastIndexOf('#');
        return Identifiers.pascal(twin < 0 ? plain : plain.substring(0, twin));
    }

    /** Tells whether a choice fits into a Java enum; its class must be initialised by one method, its values be constants. */
    static boolean isEnum(Choice choice) {
        return choice.values().size() <= MOST_VALUES
                && choice.values().stream().allMatch(value -> value.toString().length() <= LONGEST_VALUE);
    }

    private void findChoices(String scope, SchemaType type) {
        if (type instanceof Choice choice && isEnum(choice)) {
            wordOf(choices, scope + choice.name(), choice);
        } else if (type instanceof Listing list) {
            findChoices(scope, list.item());
        } else if (type instanceof Mapping map) {
            findChoices(scope, map.value());
        } else if (type instanceof Union union) {
            union.branches().forEach(branch -> findChoices(scope, branch));
        }
    }

    private void findRecords(SchemaType type) {
        if (type instanceof Structure structure) {
            int known = records.size();
            wordOf(structure);
            if (records.size() > known) {
                structure.fields().stream().map(Property::type).forEach(this::findRecords);
            }
        } else if (type instanceof Listing list) {
            findRecords(list.item());
        } else if (type instanceof Mapping map) {
            findRecords(map.value());
        }
    }

    private static <T> String wordOf(Map<String, T> known, String name, T type) {
        String word = name;
        for (int i = 2; known.containsKey(word) && !known.get(word).equals(type); i++) {
            word = name + "#" + i;
        }
        known.put(word, type);
        return word;
    }

    /** The type of a choice's values on the wire. */
    static JavaType wireType(Choice choice) {
        List<Class<?>> kinds = choice.values().stream()
                .<Class<?>>map(Object::getClass)
                .distinct()
                .toList();
        if (kinds.equals(List.of(String.class))) {
            return JavaType.Simple.STRING;
        }
        if (kinds.equals(List.of(Long.class))) {
            return JavaType.Simple.LONG;
        }
        return kinds.equals(List.of(Double.class)) ? JavaType.Simple.DOUBLE : JavaType.Simple.OBJECT;
    }
}
