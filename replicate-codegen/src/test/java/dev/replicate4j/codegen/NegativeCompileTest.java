package dev.replicate4j.codegen;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static com.google.testing.compile.Compiler.javac;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import dev.replicate4j.codegen.pin.Pin;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a generated class must not let pass. */
class NegativeCompileTest {

    private static final String IMPORTS = """
            package com.acme;
            import com.acme.models.Painter2_1Pro;
            import dev.replicate4j.URLPath;
            import java.nio.file.Path;
            import java.util.List;
            class User {
              void use() {
            """;

    private static final int LINE = 8;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Painter2_1Pro.call("a cat");                                                |
            Painter2_1Pro.call("a cat", in -> in.steps(4).image(Path.of("x.png")));     |
            Painter2_1Pro.call("a cat", in -> { return in.steps(4); });                 |
            List<URLPath> images = Painter2_1Pro.with("a cat").guidance(3).call();      |
            Painter2_1Pro.Input in = Painter2_1Pro.defaultExample();                    |
            Painter2_1Pro.call();                                                       | no suitable method found for call(no arguments)
            Painter2_1Pro.call(42);                                                     | int cannot be converted to java.lang.String
            Painter2_1Pro.call("a cat", in -> in.stepz(4));                             | cannot find symbol
            Painter2_1Pro.call("a cat", in -> in.steps("4"));                           | String cannot be converted to long
            Painter2_1Pro.call("a cat", in -> in.steps(4.5));                           | possible lossy conversion from double to long
            Painter2_1Pro.call("a cat", in -> in.size("1:1"));                          | String cannot be converted to com.acme.models.Painter2_1Pro.Size
            Painter2_1Pro.call("a cat", in -> in.size(Painter2_1Pro.Size._4_3));        | cannot find symbol
            Painter2_1Pro.call("a cat", in -> in.image("x.png"));                       | String cannot be converted to java.nio.file.Path
            Painter2_1Pro.call("a cat", in -> { in.steps(4); });                        | bad return type in lambda
            Painter2_1Pro.call("a cat", in -> in.prompt("a dog"));                      | prompt(java.lang.String) has private access
            String image = Painter2_1Pro.call("a cat");                                 | incompatible types
            new Painter2_1Pro.Input(java.util.Map.of());                                | has private access
            new Painter2_1Pro();                                                        | has private access
            """)
    void usersCodeCompilesOnlyWhereItFits(String code, String error) throws Exception {
        Pin pin = Pin.fromModel(Files.readString(Path.of("src/test/resources/golden/painter/model.json")));
        String generated = Models.source(pin).content();

        Compilation compilation = javac().withOptions("--release", "17")
                .compile(
                        JavaFileObjects.forSourceString("com.acme.models.Painter2_1Pro", generated),
                        JavaFileObjects.forSourceString("com.acme.User", IMPORTS + code + "\n}}\n"));

        if (error == null) {
            assertThat(compilation).succeeded();
        } else {
            assertThat(compilation)
                    .hadErrorContaining(error)
                    .inFile(user(compilation))
                    .onLine(LINE);
        }
    }

    private static javax.tools.JavaFileObject user(Compilation compilation) {
        return compilation.sourceFiles().stream()
                .filter(file -> file.getName().endsWith("User.java"))
                .findFirst()
                .orElseThrow();
    }
}
