package dev.replicate4j.codegen.internal.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/**
 * Names for the words of one scope, such as the inputs of a model or the values of an enum.
 *
 * <p>A word's natural name follows from the word alone. Names in the pin come first; then each word takes its natural name if it is
 * free; the losers get a number. Pinning keeps the losers' names, so that a word added upstream, wherever it stands, never
 * renames another.
 */
final class NameTable {

    private final Set<String> reserved;
    private final boolean types;

    /**
     * @param reserved names that no word may take; a natural name among them gets {@code _}
     * @param types whether these are names of types: names that differ in case alone clash then, as names of files do
     */
    NameTable(Set<String> reserved, boolean types) {
        this.types = types;
        this.reserved = types ? reserved.stream().map(this::folded).collect(Collectors.toUnmodifiableSet()) : reserved;
    }

    /** Returns the natural names of words, changed where they are reserved. */
    List<String> natural(List<String> words, UnaryOperator<String> natural) {
        return words.stream().map(word -> allowed(natural.apply(word))).toList();
    }

    /**
     * Names the words.
     *
     * @param words the words in order; equal ones get a name each
     * @param natural their natural names
     * @param pinned names to keep; one that is not legal, or taken, does not count
     * @return the names, in the order of the words
     */
    List<String> name(List<String> words, List<String> natural, Map<String, String> pinned) {
        List<String> names = new ArrayList<>(Collections.nCopies(words.size(), ""));
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < words.size(); i++) {
            String name = pinned.getOrDefault(words.get(i), "");
            if (SourceVersion.isName(name) && !name.contains(".") && !isReserved(name) && taken.add(folded(name))) {
                names.set(i, name);
            }
        }
        for (int i = 0; i < words.size(); i++) {
            if (names.get(i).isEmpty() && taken.add(folded(natural.get(i)))) {
                names.set(i, natural.get(i));
            }
        }
        for (int i = 0; i < words.size(); i++) {
            if (names.get(i).isEmpty()) {
                names.set(i, numbered(natural.get(i), taken));
            }
        }
        return names;
    }

    /** Returns the names that differ from the natural ones: what a pin must keep. */
    static Map<String, String> unnatural(List<String> words, List<String> natural, List<String> names) {
        Map<String, String> unnatural = new LinkedHashMap<>();
        for (int i = 0; i < words.size(); i++) {
            if (!names.get(i).equals(natural.get(i))) {
                unnatural.put(words.get(i), names.get(i));
            }
        }
        return unnatural;
    }

    private String allowed(String name) {
        return isReserved(name) ? name + "_" : name;
    }

    private boolean isReserved(String name) {
        return SourceVersion.isKeyword(name, SourceVersion.RELEASE_17)
                || reserved.contains(folded(name))
                || (types && Reserved.FIELDS.contains(name));
    }

    private String numbered(String name, Set<String> taken) {
        boolean upper = name.equals(name.toUpperCase(Locale.ROOT));
        boolean digits = Character.isDigit(name.charAt(name.length() - 1));
        String stem = upper || digits ? name + "_" : name;
        int number = 2;
        while (isReserved(stem + number) || !taken.add(folded(stem + number))) {
            number++;
        }
        return stem + number;
    }

    private String folded(String name) {
        return types ? name.toLowerCase(Locale.ROOT) : name;
    }
}
