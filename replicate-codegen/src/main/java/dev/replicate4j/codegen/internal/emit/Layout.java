package dev.replicate4j.codegen.internal.emit;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes JavaPoet's output read as if written by hand: what fits on a line is put on one. No schema can interfere: in JavaPoet's output
 * its text is either a line of a comment, which starts with a star, or part of a literal.
 */
final class Layout {

    private static final int WIDTH = 120;

    private final List<String> from;
    private final List<String> stripped;
    private final List<String> to = new ArrayList<>();

    private Layout(String source) {
        this.from = source.lines().toList();
        this.stripped = from.stream().map(String::strip).toList();
    }

    static String tidy(String source) {
        return new Layout(source).tidy();
    }

    private String tidy() {
        for (int i = 0; i < from.size(); ) {
            int header = recordHeader(i);
            i += header > 0 ? header : shortComment(i) || shortBody(i) ? 3 : emptyBody(i) ? 2 : line(i);
        }
        return String.join("\n", to) + "\n";
    }

    /** A record whose components fit on one line; returns how many lines they took. */
    private int recordHeader(int i) {
        if (!line(i, 0).startsWith("public record ") || line(i, 0).endsWith("{")) {
            return 0;
        }
        StringBuilder header = new StringBuilder(from.get(i));
        int lines = 1;
        while (!line(i, lines - 1).endsWith("{")) {
            header.append(' ').append(line(i, lines++));
        }
        return fits(header.toString()) ? lines : 0;
    }

    private int line(int i) {
        if (!line(i, 0).isEmpty() || !separatesConstants(i)) {
            add(from.get(i));
        }
        return 1;
    }

    /** {@code /**}, one line of text, and the end. */
    private boolean shortComment(int i) {
        if (!line(i, 0).equals("/**") || !line(i, 2).equals("*/")) {
            return false;
        }
        return fits(indent(i) + "/** " + line(i, 1).substring(2) + " */");
    }

    /** A method of one statement. */
    private boolean shortBody(int i) {
        if (!line(i, 0).endsWith(") {")
                || !line(i, 1).endsWith(";")
                || !line(i, 2).equals("}")) {
            return false;
        }
        return fits(from.get(i) + " " + line(i, 1) + " }");
    }

    private boolean emptyBody(int i) {
        return line(i, 0).endsWith(") {") && line(i, 1).equals("}") && fits(from.get(i) + "}");
    }

    /** Puts a constant of an enum beside its comment. */
    private void add(String line) {
        String before = to.isEmpty() ? "" : to.get(to.size() - 1);
        String both = before + " " + line.strip();
        if (isConstant(line.strip()) && before.endsWith(" */") && both.length() <= WIDTH) {
            to.set(to.size() - 1, both);
        } else {
            to.add(line);
        }
    }

    private boolean separatesConstants(int i) {
        return i > 0 && line(i - 1, 0).endsWith("),") && isConstant(line(i - 1, 0));
    }

    private static boolean isConstant(String line) {
        int argument = line.indexOf('(');
        return argument > 0
                && line.substring(0, argument).chars().allMatch(Character::isJavaIdentifierPart)
                && (line.endsWith("),") || line.endsWith(");"));
    }

    private boolean fits(String line) {
        if (line.length() <= WIDTH) {
            to.add(line);
        }
        return line.length() <= WIDTH;
    }

    private String indent(int i) {
        return from.get(i).substring(0, from.get(i).indexOf(line(i, 0)));
    }

    private String line(int i, int offset) {
        return i + offset < stripped.size() ? stripped.get(i + offset) : "";
    }
}
