package dev.replicate4j.codegen.internal.model;

import dev.replicate4j.codegen.internal.model.JavaType.Simple;
import dev.replicate4j.codegen.internal.schema.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The inputs that are arguments of the static methods, within the limits of Java and of good taste.
 *
 * @param arguments the arguments in order
 * @param dropped wire names that found no room
 */
record Positional(List<Argument> arguments, List<String> dropped) {

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
     * @param ways the ways to give it here
     * @param complete whether that is all the ways there are
     */
    record Argument(Property input, List<InputTypes.Way> ways, boolean complete) {}

    static Positional of(List<Property> inputs, List<String> names, InputTypes types) {
        List<Argument> arguments = new ArrayList<>();
        List<String> dropped = new ArrayList<>();
        int slots = 0;
        int overloads = 1;
        for (Property input : names.stream().flatMap(name -> find(inputs, name)).toList()) {
            List<InputTypes.Way> ways = types.ways(input.type());
            slots += slots(ways);
            if (slots > MOST_SLOTS) {
                dropped.add(input.name());
            } else if (overloads * ways.size() > MOST_OVERLOADS) {
                arguments.add(new Argument(input, ways.subList(0, 1), false));
            } else {
                overloads *= ways.size();
                arguments.add(new Argument(input, ways, true));
            }
        }
        return new Positional(List.copyOf(arguments), List.copyOf(dropped));
    }

    /** Whether the static methods alone set the input, always and in every way it can be given. */
    boolean demands(Property input) {
        return input.required()
                && arguments.stream().anyMatch(argument -> argument.input().equals(input) && argument.complete());
    }

    /**
     * Returns what a method can be given, from few arguments to all: optional ones at the end may be left out, and each can be
     * given in several ways.
     */
    List<List<Given>> families() {
        int required = 0;
        for (int i = 0; i < arguments.size(); i++) {
            required = arguments.get(i).input().required() ? i + 1 : required;
        }
        List<List<Given>> families = new ArrayList<>();
        for (int count = required; count <= arguments.size(); count++) {
            if (count - required < MOST_SHORTER || count == arguments.size()) {
                families.addAll(combinations(arguments.subList(0, count)));
            }
        }
        return families;
    }

    private static List<List<Given>> combinations(List<Argument> arguments) {
        List<List<Given>> combinations = List.of(List.of());
        for (Argument argument : arguments) {
            List<List<Given>> longer = new ArrayList<>();
            for (List<Given> shorter : combinations) {
                argument.ways().forEach(way -> longer.add(append(shorter, new Given(argument.input(), way))));
            }
            combinations = longer;
        }
        return combinations;
    }

    /** An argument given in one way. */
    record Given(Property input, InputTypes.Way way) {}

    private static Stream<Property> find(List<Property> inputs, String wire) {
        return inputs.stream().filter(input -> input.name().equals(wire));
    }

    private static int slots(List<InputTypes.Way> ways) {
        return ways.stream().anyMatch(way -> way.type() == Simple.LONG || way.type() == Simple.DOUBLE) ? 2 : 1;
    }

    private static List<Given> append(List<Given> list, Given last) {
        return Stream.concat(list.stream(), Stream.of(last)).toList();
    }
}
