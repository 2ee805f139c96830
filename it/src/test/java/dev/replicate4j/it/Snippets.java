package dev.replicate4j.it;

import dev.replicate4j.testsupport.MarkdownPage;
import dev.replicate4j.testsupport.TestData;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Turns Java blocks of the documentation into classes. */
final class Snippets {

    /** The folder of the whole project. */
    static final Path ROOT = TestData.projectFolder();

    private static final Pattern TYPE_NAME =
            Pattern.compile("(?m)^(?:public |final )*(?:class|interface|record) (\\w+)");

    private static final String IMPORTS = """
            import com.acme.models.*;
            import com.sun.net.httpserver.HttpServer;
            import dev.replicate4j.*;
            import dev.replicate4j.api.*;
            import dev.replicate4j.codegen.*;
            import dev.replicate4j.codegen.build.*;
            import dev.replicate4j.codegen.fetch.*;
            import dev.replicate4j.codegen.pin.*;
            import dev.replicate4j.error.*;
            import dev.replicate4j.http.*;
            import dev.replicate4j.jobs.*;
            import dev.replicate4j.model.*;
            import dev.replicate4j.testkit.*;
            import dev.replicate4j.tools.*;
            import java.awt.image.BufferedImage;
            import java.io.OutputStream;
            import java.net.*;
            import java.nio.charset.StandardCharsets;
            import java.nio.file.*;
            import java.time.*;
            import java.time.temporal.ChronoUnit;
            import java.util.*;
            import java.util.concurrent.CompletableFuture;
            import java.util.concurrent.Flow;
            import java.util.stream.Stream;
            import javax.imageio.ImageIO;
            import org.jspecify.annotations.Nullable;

            """;

    /** What examples may use without declaring it. */
    private static final String CONTEXT = """
                static Replicate replicate;
                static String token;
                static String json;
                static List<URLPath> images;
                static URLPath image;
                static String id;
                static Prediction prediction;
                static Job<FluxDev.Input, List<URLPath>> job;

            """;

    private Snippets() {}

    /** A class whose method {@code run} is the block, which may declare local types. */
    static String example(String name, String block) {
        return IMPORTS + "@SuppressWarnings(\"unused\")\nfinal class " + name + " {\n" + CONTEXT
                + "    static void run() throws Exception {\n" + block.indent(8) + "    }\n}\n";
    }

    /** The file of a block that is a whole compilation unit. */
    static String path(String block) {
        Matcher type = TYPE_NAME.matcher(block);
        if (!type.find()) {
            throw new AssertionError("This block declares no type:\n" + block);
        }
        return type.group(1) + ".java";
    }

    /** A class {@code Program} whose main runs the examples, one after the other, against an embedded server. */
    static String program(List<MarkdownPage.CodeBlock> examples) {
        String calls = IntStream.range(0, examples.size())
                .mapToObj(i -> """
                                    Example%1$d.replicate = replicate;
                                    Example%1$d.token = "a-token";
                                    Example%1$d.images = FluxDev.call("a cat");
                                    Example%1$d.run();
                                    System.out.println("ran example %1$d");
                        """.formatted(i))
                .collect(Collectors.joining());
        return IMPORTS + """
                public final class Program {
                    public static void main(String[] args) throws Exception {
                        try (ReplicateServer server = ReplicateServer.builder().pins(Path.of(args[0])).start();
                                Replicate replicate = server.client()) {
                            Replicate.setDefaultClient(replicate);
                CALLS        }
                        System.exit(0);
                    }
                }
                """.replace("CALLS", calls);
    }
}
