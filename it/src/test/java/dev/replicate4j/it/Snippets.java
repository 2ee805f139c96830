package dev.replicate4j.it;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Turns the README's Java blocks into one program: a block that is statements becomes a method. */
final class Snippets {

    private static final Pattern COMPILATION_UNIT = Pattern.compile("(?m)^(package|public final class|final class) ");

    private static final String IMPORTS = """
            import com.acme.models.*;
            import dev.replicate4j.*;
            import dev.replicate4j.api.*;
            import dev.replicate4j.error.*;
            import dev.replicate4j.testkit.*;
            import java.awt.image.BufferedImage;
            import java.net.URI;
            import java.nio.file.*;
            import java.time.Duration;
            import java.util.*;
            import java.util.concurrent.CompletableFuture;
            import java.util.stream.Stream;
            import javax.imageio.ImageIO;
            import org.jspecify.annotations.Nullable;
            """;

    private Snippets() {}

    static boolean isCompilationUnit(String block) {
        return COMPILATION_UNIT.matcher(block).find();
    }

    /** A class {@code Snippets} whose main runs every block that is statements against an embedded server. */
    static String program(List<String> blocks) {
        List<String> statements =
                blocks.stream().filter(block -> !isCompilationUnit(block)).toList();
        String methods = IntStream.range(0, statements.size())
                .mapToObj(i -> method(i, statements.get(i)))
                .collect(Collectors.joining("\n"));
        String calls = IntStream.range(0, statements.size())
                .mapToObj(i -> "            snippet" + i + "(replicate, token, FluxDev.call(\"a cat\"));\n"
                        + "            System.out.println(\"ran snippet " + i + "\");\n")
                .collect(Collectors.joining());
        return IMPORTS + "\npublic final class Snippets {\n" + MAIN.replace("CALLS", calls) + methods + "}\n";
    }

    private static String method(int number, String block) {
        return "    static void snippet" + number
                + "(Replicate replicate, String token, List<URLPath> given) throws Exception {\n"
                + (declares(block, "images") ? "" : "        List<URLPath> images = given;\n")
                + block.indent(8) + "    }\n";
    }

    private static boolean declares(String block, String variable) {
        return Pattern.compile("> " + variable + " = ").matcher(block).find();
    }

    private static final String MAIN = """
                public static void main(String[] args) throws Exception {
                    try (ReplicateServer server = ReplicateServer.builder().pins(Path.of(args[0])).start();
                            Replicate replicate = server.client()) {
                        Replicate.setDefaultClient(replicate);
                        String token = "a-token";
            CALLS
                    }
                    System.exit(0);
                }

            """;
}
