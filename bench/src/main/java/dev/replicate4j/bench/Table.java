package dev.replicate4j.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A table in Markdown, as it stands in the docs. */
public final class Table {
    private final List<String> lines = new ArrayList<>();

    public Table(String title, String... columns) {
        lines.add("");
        lines.add("### " + title);
        lines.add("");
        row((Object[]) columns);
        lines.add(Arrays.stream(columns).map(column -> "---").collect(Collectors.joining(" | ", "| ", " |")));
    }

    public void row(Object... cells) {
        lines.add(Arrays.stream(cells).map(String::valueOf).collect(Collectors.joining(" | ", "| ", " |")));
    }

    public void print() {
        lines.forEach(System.out::println);
    }
}
