package dev.replicate4j.codegen.internal.model;

import dev.replicate4j.codegen.internal.model.JavaType.Simple;
import dev.replicate4j.codegen.internal.schema.SchemaType.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The inputs that are arguments of the static methods, within the limits of Java and of good taste.
 *
 * @param arguments the arguments in order
 * @param dropped wire names that found no room
 */
record PositionalArguments(List<Argument> arguments, List<String> dropped) {

    /** A method takes 255 slots at most; one is for the operator, the rest is caution. */
    private static final int MOST_SLOTS = 250;

    /** Unions multiply: each of their types is an overload of every static method. */
    private static final int MOST_OVERLOADS = 6;

    /** Each number of arguments is an overload of every static method, too. */
    private static final int MOST_SHORTER = 10;

    /**
     * An argument.
     *
     * @param input the input
     * @param variants the variants to give it here
     * @param complete whether that is all the variants there are
     */
    record Argument(Property input, List<SetterTypes.Variant> variants, boolean complete) {}

    static PositionalArguments of(List<Property> inputs, List<String> names, SetterTypes types) {
        List<Argument> arguments = new ArrayList<>();
        List<String> dropped = new ArrayList<>();
        int slots = 0;
        int overloads = 1;
        for (Property input : names.stream().flatMap(name -> find(inputs, name)).toList()) {
            List<SetterTypes.Variant> variants = types.variants(input.type());
            slots += slots(variants);
            if (slots > MOST_SLOTS) {
                dropped.add(input.name());
            } else if (overloads * variants.size() > MOST_OVERLOADS) {
                arguments.add(new Argument(input, variants.subList(0, 1), false));
            } else {
                overloads *= variants.size();
                arguments.add(new Argument(input, variants, true));
            }
        }
        return new PositionalArguments(List.copyOf(arguments), List.copyOf(dropped));
    }

    /** Whether the static methods alone set the input, always and in every variant it can be given. */
    boolean demands(Property input) {
        return input.required()
                && arguments.stream().anyMatch(argument -> argument.input().equals(input) && argument.complete());
    }

    /**
     * Returns what a method can be given, from few arguments to all: optional ones at the end may be left out, and each can be
     * given in several variants.
     */
    List<List<ArgumentVariant>> families() {
        int required = 0;
        for (int i = 0; i < arguments.size(); i++) {
            required = arguments.get(i).input().required() ? i + 1 : required;
        }
        List<List<ArgumentVariant>> families = new ArrayList<>();
        for (int count = required; count <= arguments.size(); count++) {
            if (count - required < MOST_SHORTER || count == arguments.size()) {
                families.addAll(combinations(arguments.subList(0, count)));
            }
        }
        return families;
    }

    private static List<List<ArgumentVariant>> combinations(List<Argument> arguments) {
        List<List<ArgumentVariant>> combinations = List.of(List.of());
        for (Argument argument : arguments) {
            List<List<ArgumentVariant>> longer = new ArrayList<>();
            for (List<ArgumentVariant> shorter : combinations) {
                argument.variants()
                        .forEach(
                                variant -> longer.add(append(shorter, new ArgumentVariant(argument.input(), variant))));
            }
            combinations = longer;
        }
        return combinations;
    }

    /** An argument given in one variant. */
    record ArgumentVariant(Property input, SetterTypes.Variant variant) {}

    private static Stream<Property> find(List<Property> inputs, String wire) {
        return inputs.stream().filter(input -> input.name().equals(wire));
    }

    private static int slots(List<SetterTypes.Variant> variants) {
        return variants.stream().anyMatch(variant -> variant.type() == Simple.LONG || variant.type() == Simple.DOUBLE)
                ? 2
                : 1;
    }

    private static List<ArgumentVariant> append(List<ArgumentVariant> list, ArgumentVariant last) {
        return Stream.concat(list.stream(), Stream.of(last)).toList();
    }
}
