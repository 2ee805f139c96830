package dev.replicate4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of the pages on the HTTP API compile, each as it stands. */
class HttpApiDocsIT {

    private static final Pattern BLOCK = Pattern.compile("(?s)```java\\n(.*?)```");

    private static final String IMPORTS = """
            import com.sun.net.httpserver.HttpServer;
            import dev.replicate4j.*;
            import dev.replicate4j.api.*;
            import dev.replicate4j.api.ModelCollection;
            import dev.replicate4j.error.*;
            import dev.replicate4j.http.*;
            import java.net.*;
            import java.nio.file.Path;
            import java.time.*;
            import java.time.temporal.ChronoUnit;
            import java.util.List;
            import java.util.Map;
            import java.util.OptionalInt;
            import java.util.concurrent.CompletableFuture;
            """;

    @ParameterizedTest
    @ValueSource(strings = {"http-api.md", "webhooks-and-listeners.md"})
    void everyExampleCompiles(String page, @TempDir Path folder) throws IOException {
        String text = Files.readString(Readme.ROOT.resolve("docs").resolve(page));
        List<String> methods = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(text);
        while (blocks.find()) {
            boolean makesClient = blocks.group(1).contains("Replicate replicate =");
            methods.add("    void example" + methods.size() + "(" + (makesClient ? "" : "Replicate replicate")
                    + ") throws Exception {\n" + blocks.group(1).indent(8) + "    }\n");
        }
        assertThat(methods).isNotEmpty();

        Path source = Files.writeString(
                folder.resolve("Examples.java"), IMPORTS + "\nclass Examples {\n" + String.join("\n", methods) + "}\n");

        compile(source, folder);
    }

    private static void compile(Path source, Path folder) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<String> options = List.of(
                "--release",
                "17",
                "-proc:none",
                "-Xlint:all",
                "-Werror",
                "-d",
                folder.toString(),
                "-classpath",
                System.getProperty("java.class.path"));
        boolean compiled = compiler.getTask(
                        messages,
                        null,
                        null,
                        options,
                        null,
                        compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source))
                .call();
        assertThat(compiled).as(messages.toString()).isTrue();
    }
}
