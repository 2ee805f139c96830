package dev.replicate4j.codegen.internal.emit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A Java file as it grows, laid out as if by hand: a method that fits on a line is on one, and members without a comment stand
 * together. In what it is given, a line break means that the rest is a continuation.
 */
final class JavaText {

    private static final int WIDTH = 120;
    private static final int STEP = 4;
    private static final int CONTINUATION = 2 * STEP;
    private static final String SPACES = " ".repeat(8 * STEP);

    private final StringBuilder body = new StringBuilder(16_384);
    private final Map<Class<?>, String> imports = new HashMap<>();
    private int indent;
    private boolean opened = true;
    private boolean apart;

    /** Returns the simple name of a type, which is imported. No generated type has the name of one of these. */
    String name(Class<?> type) {
        return imports.computeIfAbsent(type, Class::getSimpleName);
    }

    /** Writes a field. */
    void field(String doc, String declaration) {
        start(doc, declaration.indexOf('\n') >= 0);
        lines(declaration, CONTINUATION);
    }

    /** Writes a method of one statement; one without is empty. */
    void method(String doc, String head, List<String> parameters, String statement) {
        String signature = signature(head, parameters, ") {");
        String oneLine = signature + (statement.isEmpty() ? "}" : " " + statement + " }");
        boolean fits = isOneLine(oneLine);
        start(doc, !fits);
        if (fits) {
            line(oneLine);
            return;
        }
        lines(signature, CONTINUATION);
        indent += STEP;
        lines(statement, CONTINUATION);
        indent -= STEP;
        line("}");
    }

    /** Opens a type; its header may follow its annotations on a line of its own. */
    void open(String doc, String header) {
        start(doc, true);
        lines(header + " {", 0);
        enter();
    }

    /** Opens a record. */
    void openRecord(String doc, String head, List<String> components, String after) {
        start(doc, true);
        lines(signature(head, components, ")" + after + " {"), CONTINUATION);
        enter();
    }

    /** Closes a type. */
    void close() {
        indent -= STEP;
        line("}");
        opened = false;
        apart = true;
    }

    /** Writes a constant of an enum beside its comment, if there is room. */
    void constant(String doc, String constant) {
        String both = "/** " + doc + " */ " + constant;
        if (isOneLine(both)) {
            line(both);
        } else {
            comment(doc);
            line(constant);
        }
        opened = false;
        apart = true;
    }

    /** Returns the whole file. */
    String file(String firstLine, String packageName) {
        StringBuilder file = new StringBuilder(body.length() + 1024)
                .append(firstLine)
                .append("\npackage ")
                .append(packageName)
                .append(";\n\n");
        TreeSet<String> names = new TreeSet<>();
        imports.keySet().forEach(type -> names.add(type.getName()));
        names.forEach(name -> file.append("import ").append(name).append(";\n"));
        return file.append('\n').append(body).toString();
    }

    private void enter() {
        indent += STEP;
        opened = true;
    }

    private void start(String doc, boolean tall) {
        boolean alone = tall || !doc.isEmpty();
        if (!opened && (apart || alone)) {
            body.append('\n');
        }
        opened = false;
        apart = alone;
        if (!doc.isEmpty()) {
            comment(doc);
        }
    }

    private void comment(String doc) {
        String oneLine = "/** " + doc + " */";
        if (isOneLine(oneLine)) {
            line(oneLine);
            return;
        }
        line("/**");
        for (int start = 0, end; start <= doc.length(); start = end + 1) {
            end = endOfLine(doc, start);
            space(indent);
            body.append(end == start ? " *" : " * ").append(doc, start, end).append('\n');
        }
        line(" */");
    }

    /** The head with as many parameters on each line as there is room for. */
    private String signature(String head, List<String> parameters, String after) {
        String oneLine = head + "(" + String.join(", ", parameters) + after;
        if (isOneLine(oneLine) || parameters.isEmpty()) {
            return oneLine;
        }
        StringBuilder broken = new StringBuilder(head).append('(');
        int column = indent + broken.length();
        for (int i = 0; i < parameters.size(); i++) {
            String parameter = parameters.get(i) + (i + 1 < parameters.size() ? "," : after);
            boolean fits = column + 1 + parameter.length() <= WIDTH;
            broken.append(i == 0 ? "" : fits ? " " : "\n").append(parameter);
            column = i == 0 || fits ? column + 1 + parameter.length() : indent + CONTINUATION + parameter.length();
        }
        return broken.toString();
    }

    private boolean isOneLine(String text) {
        return indent + text.length() <= WIDTH && text.indexOf('\n') < 0;
    }

    private void line(String line) {
        space(indent);
        body.append(line).append('\n');
    }

    private void lines(String text, int continuation) {
        for (int start = 0, end; start <= text.length(); start = end + 1) {
            end = endOfLine(text, start);
            space(start == 0 ? indent : indent + continuation);
            body.append(text, start, end).append('\n');
        }
    }

    private static int endOfLine(String text, int start) {
        int end = text.indexOf('\n', start);
        return end < 0 ? text.length() : end;
    }

    private void space(int columns) {
        body.append(SPACES, 0, columns);
    }
}
