package dev.replicate4j.codegen.internal.model;

import dev.replicate4j.codegen.internal.schema.ModelSchema;
import dev.replicate4j.codegen.internal.schema.SchemaType.Choice;
import dev.replicate4j.codegen.internal.schema.SchemaType.Property;
import dev.replicate4j.codegen.internal.schema.SchemaType.Structure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * All Java names of one model's class.
 *
 * <p>A pin keeps tables of names: {@code input} and {@code training} for setters, {@code type} for nested types, {@code enum:...} for
 * the constants of an enum, {@code record:...} for the components of a record.
 */
public final class JavaNames {

    private final Map<String, Map<String, String>> pinned;
    private final Map<String, Map<String, String>> unnatural = new TreeMap<>();
    private final Map<String, Map<String, String>> all = new TreeMap<>();
    private final Map<String, List<String>> constants = new TreeMap<>();

    private JavaNames(Map<String, Map<String, String>> pinned) {
        this.pinned = pinned;
    }

    /**
     * Chooses the names.
     *
     * @param schema the model
     * @param className the class, whose name no nested type may take
     * @param pinned names to keep, by table
     * @return the names
     */
    public static JavaNames choose(ModelSchema schema, String className, Map<String, Map<String, String>> pinned) {
        JavaNames names = new JavaNames(pinned);
        NestedTypes nested = NestedTypes.of(schema);
        names.table("input", wires(schema.inputs()), Identifiers::camel, Reserved.SETTERS, false);
        if (schema.trainingInputs() != null) {
            names.table("training", wires(schema.trainingInputs()), Identifiers::camel, Reserved.SETTERS, false);
        }
        Set<String> types =
                Stream.concat(Reserved.TYPES.stream(), Stream.of(className)).collect(Collectors.toUnmodifiableSet());
        names.table("type", nested.words(), NestedTypes::natural, types, true);
        nested.choices().forEach(names::constants);
        Set<String> hidden = names.hidden(nested);
        nested.records().forEach((word, structure) -> names.components(word, structure, hidden));
        return names;
    }

    /** {@return the names that do not follow from the named word alone: what a pin must keep} */
    public Map<String, Map<String, String>> unnatural() {
        return unnatural;
    }

    /** {@return all names, so that a newer pin can keep them} */
    public Map<String, Map<String, String>> all() {
        return all;
    }

    String setter(String wire, boolean training) {
        return named(training ? "training" : "input", wire);
    }

    String type(String word) {
        return word.equals(NestedTypes.ROOT) ? "Output" : named("type", word);
    }

    String component(String record, String wire) {
        return named("record:" + record, wire);
    }

    private String named(String table, String word) {
        return Objects.requireNonNull(
                Objects.requireNonNull(all.get(table), table).get(word), word);
    }

    List<String> constants(String choice) {
        return Objects.requireNonNull(constants.get(choice), choice);
    }

    private void constants(String word, Choice choice) {
        boolean mixed = NestedTypes.wireType(choice) == JavaType.Simple.OBJECT;
        List<String> values = choice.values().stream()
                .map(value -> mixed && value instanceof String text ? quoted(text) : String.valueOf(value))
                .toList();
        UnaryOperator<String> natural = value -> Identifiers.constant(mixed ? unquoted(value) : value);
        constants.put(word, table("enum:" + word, values, natural, Reserved.CONSTANTS, false));
    }

    /** Tells a text from a number that looks the same. */
    private static String quoted(String value) {
        return '"' + value + '"';
    }

    private static String unquoted(String value) {
        return value.startsWith("\"") ? value.substring(1, value.length() - 1) : value;
    }

    /** A component may not have the name of a record, which it would hide where that is decoded. */
    private Set<String> hidden(NestedTypes nested) {
        return Stream.concat(
                        Reserved.COMPONENTS.stream(),
                        nested.records().keySet().stream().map(this::type))
                .collect(Collectors.toUnmodifiableSet());
    }

    private void components(String word, Structure structure, Set<String> reserved) {
        table("record:" + word, wires(structure.fields()), Identifiers::camel, reserved, false);
    }

    private List<String> table(
            String table, List<String> words, UnaryOperator<String> natural, Set<String> reserved, boolean types) {
        NameTable scope = new NameTable(reserved, types);
        List<String> naturals = scope.natural(words, natural);
        List<String> names = scope.name(words, naturals, pinned.getOrDefault(table, Map.of()));
        Map<String, String> chosen = new LinkedHashMap<>();
        IntStream.range(0, words.size()).forEach(i -> chosen.putIfAbsent(words.get(i), names.get(i)));
        all.put(table, chosen);
        Map<String, String> kept = NameTable.unnatural(words, naturals, names);
        if (!kept.isEmpty()) {
            unnatural.put(table, kept);
        }
        return names;
    }

    private static List<String> wires(List<Property> properties) {
        return properties.stream().map(Property::name).toList();
    }
}
