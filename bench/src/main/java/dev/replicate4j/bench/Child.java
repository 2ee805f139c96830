package dev.replicate4j.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects figures that fresh JVMs print, one line of a name and numbers for each way of doing a thing. */
public final class Child {
    private final Map<String, List<double[]>> rows = new LinkedHashMap<>();

    public void add(String printed) {
        for (String line : printed.lines().toList()) {
            String[] words = line.split("\t", -1);
            double[] row = Arrays.stream(words, 1, words.length)
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            rows.computeIfAbsent(words[0], name -> new ArrayList<>()).add(row);
        }
    }

    /** Prints a line for {@link #add}. */
    static void print(String name, double... figures) {
        System.out.println(line(name, figures));
    }

    /** Returns a line for {@link #add}. */
    public static String line(String name, double... figures) {
        StringBuilder line = new StringBuilder(name);
        for (double figure : figures) {
            line.append('\t').append(figure);
        }
        return line.toString();
    }

    public Iterable<String> names() {
        return rows.keySet();
    }

    public Sample figure(String name, int column) {
        return Sample.of(rowsOf(name).stream().map(row -> row[column]).toList());
    }

    /** Returns one way's figures divided by another's, run by run. */
    public Sample ratio(String name, String limit, int column) {
        List<double[]> mine = rowsOf(name);
        List<double[]> others = rowsOf(limit);
        double[] ratios = new double[Math.min(mine.size(), others.size())];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = mine.get(i)[column] / others.get(i)[column];
        }
        return Sample.of(ratios);
    }

    /** Returns one way's figures less another's, run by run. */
    public Sample difference(String name, String limit, int column) {
        List<double[]> mine = rowsOf(name);
        List<double[]> others = rowsOf(limit);
        double[] differences = new double[Math.min(mine.size(), others.size())];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = mine.get(i)[column] - others.get(i)[column];
        }
        return Sample.of(differences);
    }

    private List<double[]> rowsOf(String name) {
        List<double[]> found = rows.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no figures of " + name + " among " + rows.keySet());
        }
        return found;
    }
}
