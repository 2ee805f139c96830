package dev.replicate4j.javac;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the plugin refuses, what it leaves alone, and where it says so. */
class Replicate4jPluginTest {

    private static void check(String source) {
        new CompiledSources().withPainter().add("com.acme.App", source).check();
    }

    /** Checks statements of a method. */
    private static void checkCode(String code) {
        check("""
                package com.acme;
                import java.util.*;
                class App {
                    static final int MANY = 9;
                    static final String LONG_TEXT = "far " + "too long";
                    static int many = 9;
                    void run(long unknown, String text, List<String> list, Painter.Input in) {
                %s
                    }
                }
                """.formatted(code));
    }

    @Test
    void constantsOutOfBoundsDoNotCompile() {
        checkCode("""
                in.numOutputs(9);                   //! num_outputs of acme/painter must be 1 to 4, but is 9
                in.numOutputs(0L);                  //! num_outputs of acme/painter must be 1 to 4, but is 0
                in.numOutputs(MANY);                //! num_outputs of acme/painter must be 1 to 4, but is 9
                in.numOutputs(App.MANY - 2 * 2);    //! num_outputs of acme/painter must be 1 to 4, but is 5
                in.numOutputs((short) 70_000);      //! num_outputs of acme/painter must be 1 to 4, but is 4464
                in.numOutputs('a');                 //! num_outputs of acme/painter must be 1 to 4, but is 97
                in.numOutputs(MANY > 3 ? 7 : 1);    //! num_outputs of acme/painter must be 1 to 4, but is 7
                in.numOutputs(Integer.MAX_VALUE);   //! num_outputs of acme/painter must be 1 to 4, but is 2147483647
                in.shift(-6);                       //! shift of acme/painter must be -5 to 5, but is -6
                in.shift(- -(6));                   //! shift of acme/painter must be -5 to 5, but is 6
                in.shift(Long.MIN_VALUE);           //! shift of acme/painter must be -5 to 5, but is -9223372036854775808
                in.guidance(11);                    //! guidance of acme/painter must be 0 to 10, but is 11.0
                in.guidance(-0.25);                 //! guidance of acme/painter must be 0 to 10, but is -0.25
                in.guidance(1e10f);                 //! guidance of acme/painter must be 0 to 10, but is 1.0E10
                in.least(0.25);                     //! least of acme/painter must be at least 0.5, but is 0.25
                final int local = 5;
                in.numOutputs(local);               //! num_outputs of acme/painter must be 1 to 4, but is 5
                """);
    }

    @Test
    void constantsWithinBoundsCompile() {
        checkCode("""
                in.numOutputs(1).numOutputs(4).numOutputs(MANY - 5).shift(-5).shift(5).seed(-99).seed(Long.MAX_VALUE);
                in.guidance(0).guidance(-0.0).guidance(10).guidance(9.99f).least(0.5).least(1e300);
                in.tag("").tag("abc").loras(List.of("a")).loras(List.of("a", "b"));
                Painter.with("ab", 1).set("num_outputs", 9);
                """);
    }

    @Test
    void whatTheCompilerCannotKnowIsLeftToTheSetter() {
        checkCode("""
                int effectivelyFinal = 9;
                in.numOutputs(unknown).numOutputs(many).numOutputs(effectivelyFinal).numOutputs(Math.max(9, 9));
                in.numOutputs(unknown > 0 ? 9 : 8).numOutputs(text.length()).numOutputs(9 + unknown);
                in.tag(text).tag(text + "long").tag("long".trim()).loras(list).loras(new ArrayList<>(list));
                in.guidance(Double.NaN).guidance(Double.POSITIVE_INFINITY);
                String[] three = {"a", "b", "c"};
                in.loras(List.of(three)).loras(Arrays.asList(three));
                """);
    }

    @Test
    void textsAreMeasuredInCodePoints() {
        checkCode("""
                in.tag("abcd");                     //! tag of acme/painter must have at most 3 characters, but has 4
                in.tag("\\uD83D\\uDC31\\uD83D\\uDC31\\uD83D\\uDC31");
                in.tag(LONG_TEXT);                  //! tag of acme/painter must have at most 3 characters, but has 12
                in.tag("a" + MANY + 'c' + 1.5 + true); //! tag of acme/painter must have at most 3 characters, but has 10
                in.tag((String) "abcd");            //! tag of acme/painter must have at most 3 characters, but has 4
                Painter.with("", 1);                //! prompt of acme/painter must have 2 to 8 characters, but has 0
                """);
    }

    @Test
    void sizesOfNewListsAreChecked() {
        checkCode("""
                in.loras(List.of());                //! loras of acme/painter must have 1 to 2 items, but has 0
                in.loras(List.of(text, text, "c")); //! loras of acme/painter must have 1 to 2 items, but has 3
                in.loras(List.<String>of());        //! loras of acme/painter must have 1 to 2 items, but has 0
                in.loras((Arrays.asList("a", "b", "c"))); //! loras of acme/painter must have 1 to 2 items, but has 3
                """);
    }

    @Test
    void positionalArgumentsChainsAndLambdasAreChecked() {
        checkCode("""
                Painter.call("a cat", 51);          //! steps of acme/painter must be 1 to 50, but is 51
                Painter.call("a cat", 50, i -> i.seed(1).numOutputs(9)); //! num_outputs of acme/painter must be 1 to 4, but is 9
                Painter.stream("a cat on a mat", 1).close(); //! prompt of acme/painter must have 2 to 8 characters, but has 14
                Painter.with("a cat", 0)            //! steps of acme/painter must be 1 to 50, but is 0
                        .seed(3)
                        .numOutputs(9)              //! num_outputs of acme/painter must be 1 to 4, but is 9
                        .set("x", 1)                //? x is no known input of acme/painter
                        .shift(
                                6);                 //! shift of acme/painter must be -5 to 5, but is 6
                Painter.train("acme/mine").epochs(0).create(); //! epochs of acme/painter must be at least 1, but is 0
                java.util.function.UnaryOperator<Painter.Input> more = i -> {
                    Runnable inner = () -> i.shift(7).create(); //! shift of acme/painter must be -5 to 5, but is 7
                    return i;
                };
                java.util.function.LongFunction<Painter.Input> reference = in::numOutputs;
                """);
    }

    @Test
    void everyKindOfClassIsScannedOnce() {
        check("""
                package com.acme;
                import java.util.function.*;
                class App<T extends Comparable<T>> {
                    Object field = Painter.with("field", 61); //! steps of acme/painter must be 1 to 50, but is 61
                    static { Painter.with("static", 62); } //! steps of acme/painter must be 1 to 50, but is 62
                    { Painter.with("block", 63); } //! steps of acme/painter must be 1 to 50, but is 63
                    App() { this(Painter.with("this", 64)); } //! steps of acme/painter must be 1 to 50, but is 64
                    App(Painter.Input in) {}
                    class Inner { class Innermost { Object o = Painter.with("in", 65); } } //! steps of acme/painter must be 1 to 50, but is 65
                    record Pair(Painter.Input a) { Pair { Painter.with("pair", 66); } } //! steps of acme/painter must be 1 to 50, but is 66
                    enum Kind { A { Object o = Painter.with("a1", 67); } } //! steps of acme/painter must be 1 to 50, but is 67
                    interface Door { default Object o() { return Painter.with("door", 68); } } //! steps of acme/painter must be 1 to 50, but is 68
                    <U extends Painter.Input> void generic(Function<U, U> f) {
                        var in = Painter.with("var", 1);
                        in.numOutputs(69); //! num_outputs of acme/painter must be 1 to 4, but is 69
                        var lambda = (UnaryOperator<Painter.Input>) (var i) -> i.numOutputs(70); //! num_outputs of acme/painter must be 1 to 4, but is 70
                        new Object() { Object o = Painter.with("anon", 71); }; //! steps of acme/painter must be 1 to 50, but is 71
                        record Local(Object o) { Local() { this(Painter.with("local", 72)); } } //! steps of acme/painter must be 1 to 50, but is 72
                        Object o = switch (in.hashCode()) { case 1 -> Painter.with("one", 73); default -> null; }; //! steps of acme/painter must be 1 to 50, but is 73
                        java.util.Optional.of(1).map(x -> Painter.with("map", 74)).map(p -> p.seed(1)); //! steps of acme/painter must be 1 to 50, but is 74
                        pick(Painter.with("pick", 75), i -> i); //! steps of acme/painter must be 1 to 50, but is 75
                    }
                    static <V> V pick(V v, Function<V, V> f) { return v; }
                }
                class Second { Object o = Painter.with("second", 77); } //! steps of acme/painter must be 1 to 50, but is 77
                """);
    }

    @Test
    void aMisspeltNameIsAWarning() {
        check("""
                package com.acme;
                class App {
                    static final String NAME = "num_outpust";
                    void run(Painter.Input in, Painter.TrainingInput training, String unknown) {
                        in.set("num_outpust", 1);   //? num_outpust is no known input of acme/painter
                        in.seed(1).set(NAME, 1).seed(2); //? num_outpust is no known input of acme/painter
                        in.set("num_outputs", 9).set(unknown, 1).set("prompt", "x");
                        training.set("seed", 1);    //? seed is no known input of acme/painter
                        training.set("epochs", -1);
                        Painter.call("a cat", 1, i -> i.set("sead", 2)); //? sead is no known input of acme/painter
                    }
                    <T extends dev.replicate4j.ModelInput<T, ?, ?>> void any(T in) {
                        in.set("whatever", 1);
                    }
                }
                """);
    }

    @Test
    void staticImportsAreCallsToo() {
        check("""
                package com.acme;
                import static com.acme.Painter.with;
                import static java.util.List.of;
                class App {
                    Object o = with("a cat", 51); //! steps of acme/painter must be 1 to 50, but is 51
                    Object p = with("a cat", 1).loras(of()); //! loras of acme/painter must have 1 to 2 items, but has 0
                }
                """);
    }

    @Test
    void suppressedWhereItIsSaid() {
        check("""
                package com.acme;
                class App {
                    @SuppressWarnings("replicate4j")
                    Object field = Painter.with("field", 61).set("x", 1);

                    @SuppressWarnings({"unused", "replicate4j"})
                    void method() {
                        Runnable run = () -> Painter.with("run", 62);
                    }

                    void variable() {
                        @SuppressWarnings("replicate4j")
                        Painter.Input in = Painter.with("local", 63);
                        in.numOutputs(9); //! num_outputs of acme/painter must be 1 to 4, but is 9
                    }

                    @SuppressWarnings("replicate4j")
                    static class Nested { class Inner { Object o = Painter.with("in", 64); } }

                    @SuppressWarnings("unchecked")
                    Object other = Painter.with("other", 65); //! steps of acme/painter must be 1 to 50, but is 65
                }
                """);
    }

    @Test
    void otherClassesAreNobodysBusiness() {
        check("""
                package com.acme;
                class App {
                    App numOutputs(long numOutputs) { return this; }
                    App set(String name, Object value) { return numOutputs(9).set("x", 1); }
                }
                """);
    }

    @Test
    void aFullMessageSaysWhatToDo() {
        var compilation =
                new CompiledSources().withPainter().add("com.acme.App", """
                package com.acme;
                class App {
                    Object o = Painter.with("a cat", 1).numOutputs(9).set("x", 1);
                }
                """).compile();

        assertThat(compilation.errors().get(0).getMessage(null))
                .isEqualTo(
                        "num_outputs of acme/painter must be 1 to 4, but is 9. If the model has other limits by now, use"
                                + " set(\"num_outputs\", ...) or refresh its pinned schema.");
        assertThat(compilation.warnings().get(0).getMessage(null))
                .isEqualTo(
                        "x is no known input of acme/painter. Its pinned schema has prompt, steps, num_outputs, shift, seed,"
                                + " guidance, least, tag, loras, huge. Correct the name, or refresh the pinned schema if the model"
                                + " has the input by now.");
    }
}
