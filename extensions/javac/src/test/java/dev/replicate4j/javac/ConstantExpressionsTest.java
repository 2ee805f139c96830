package dev.replicate4j.javac;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.JavaFileObjects;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.element.VariableElement;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The compiler knows the value of each constant variable; ours of its initializer must be the same. */
class ConstantExpressionsTest {

    private static final List<String> TYPES = List.of("byte", "short", "char", "int", "long", "float", "double");
    private static final List<String> ARITHMETIC = List.of("+", "-", "*", "/", "%");
    private static final List<String> BITS = List.of("&", "|", "^", "<<", ">>", ">>>");
    private static final List<String> RELATIONS = List.of("<", "<=", ">", ">=", "==", "!=");
    private static final List<String> LOGIC = List.of("&&", "||", "&", "|", "^", "==", "!=");

    private record Evaluated(Object expected, Object found) {}

    @Test
    void writtenByHand() {
        evaluate(List.of(
                "int a = 1 + 2 * 3 - 4 / 3 % 2;",
                "int b = Integer.MAX_VALUE + 1;",
                "long c = Integer.MAX_VALUE + 1L;",
                "int d = -2147483648;",
                "long e = 1L << 40 >>> 3;",
                "int f = 1 << 33;",
                "char g = 'a' + 1;",
                "String h = \"a\" + 'b' + 1 + 2L + 1.5f + 2.5 + true + (char) 99;",
                "boolean i = 1 < 2 && !(3.0 > 4) || 'a' == 97;",
                "double j = true ? 1 : 2.0;",
                "String k = \"x\" + (true ? 1 : 2.0);",
                "byte l = (byte) 300;",
                "int m = (int) 1e20;",
                "short n = (short) 1e20;",
                "long o = ~0L ^ 5;",
                "float p = 0.1f + 0.2f;",
                "double q = -0.0;",
                "double r = 1 / 0.0;",
                "String s = \"\"\"\n    two\n    lines\"\"\";",
                "int t = (a);",
                "int u = A.a + Byte.MIN_VALUE;",
                "long v = 'x' << 2L;"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void atRandom(long seed) {
        Random random = new Random(seed);
        evaluate(IntStream.range(0, 400)
                .mapToObj(i -> i % 4 == 0
                        ? "boolean v" + i + " = " + condition(random, 3) + ";"
                        : "double v" + i + " = " + number(random, 4) + ";")
                .toList());
    }

    private static String number(Random random, int depth) {
        if (depth == 0) {
            return pick(random, List.of("7", "-3", "0x7fffffff", "5L", "1.5f", "0.1", "'c'", "100000", "-1L", "3e9"));
        }
        String left = number(random, depth - 1);
        return switch (random.nextInt(5)) {
            case 0 -> "(" + pick(random, TYPES) + ") (" + left + ")";
            case 1 -> "-(" + left + ")";
            case 2 -> "((long) (" + left + ") " + pick(random, BITS) + " (int) (" + number(random, depth - 1) + "))";
            case 3 -> "(" + condition(random, depth - 1) + " ? " + left + " : " + number(random, depth - 1) + ")";
            // One of the operands is a decimal, so that no division is by a whole zero, which is no constant.
            default ->
                "((" + pick(random, List.of("float", "double")) + ") " + left + " " + pick(random, ARITHMETIC) + " ("
                        + number(random, depth - 1) + "))";
        };
    }

    private static String condition(Random random, int depth) {
        return depth <= 1
                ? "(" + number(random, 1) + " " + pick(random, RELATIONS) + " " + number(random, 1) + ")"
                : "(" + (random.nextBoolean() ? "!" : "") + condition(random, depth - 1) + " " + pick(random, LOGIC)
                        + " " + condition(random, depth - 1) + ")";
    }

    private static String pick(Random random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static void evaluate(List<String> variables) {
        String source = variables.stream()
                .map(variable -> "    static final " + variable + "\n")
                .collect(Collectors.joining("", "class A {\n", "}\n"));
        Map<String, Evaluated> values = evaluated(source);
        assertThat(values).hasSameSizeAs(variables);
        values.forEach((variable, value) ->
                assertThat(value.found()).as(variable).isNotNull().isEqualTo(value.expected()));
    }

    private static Map<String, Evaluated> evaluated(String source) {
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(
                        null,
                        null,
                        problems,
                        List.of("-proc:none", "-Xlint:none"),
                        null,
                        List.of(JavaFileObjects.forSourceString("A", source)));
        Trees trees = Trees.instance(task);
        ConstantExpressions constants = new ConstantExpressions(trees);
        Map<String, Evaluated> values = new LinkedHashMap<>();
        try {
            var units = task.parse();
            task.analyze();
            assertThat(problems.getDiagnostics()).isEmpty();
            new TreePathScanner<Void, Void>() {
                @Override
                public Void visitVariable(VariableTree variable, Void nothing) {
                    VariableElement element = (VariableElement) trees.getElement(getCurrentPath());
                    Object found = constants.value(new TreePath(getCurrentPath(), variable.getInitializer()));
                    if (found != null && element.asType().getKind().isPrimitive()) {
                        found = ConstantOperators.convert(
                                found, element.asType().getKind());
                    }
                    values.put(variable.toString(), new Evaluated(element.getConstantValue(), found));
                    return null;
                }
            }.scan(units, null);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return values;
    }
}
