package dev.replicate4j.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.replicate4j.testsupport.JavaSources;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every Java block of the pages "From Python" and "Clients" compiles, runs, and prints what a comment below it says. */
class PagesIT {

    private static final Pattern PARTS =
            Pattern.compile("(?ms)^(#+ [^\\n]*)$|^```(python|java)\\n(.*?)^```$(?:\\n<!-- prints: (.*?) -->$)?");

    private static final String PROGRAM = """
            import static java.nio.charset.StandardCharsets.UTF_8;

            import com.acme.models.*;
            import com.sun.net.httpserver.HttpServer;
            import dev.replicate4j.*;
            import dev.replicate4j.api.*;
            import dev.replicate4j.error.*;
            import dev.replicate4j.http.*;
            import dev.replicate4j.model.*;
            import dev.replicate4j.testkit.ReplicateServer;
            import java.awt.image.BufferedImage;
            import java.io.*;
            import java.net.*;
            import java.net.http.*;
            import java.nio.ByteBuffer;
            import java.nio.file.*;
            import java.security.MessageDigest;
            import java.time.*;
            import java.util.*;
            import java.util.concurrent.*;
            import java.util.concurrent.atomic.*;
            import javax.imageio.ImageIO;
            import javax.net.ssl.SSLContext;
            import org.jspecify.annotations.Nullable;

            public final class Rows {

                private interface Row {
                    void run(Replicate replicate) throws Exception;
                }

                public static void main(String[] args) throws Exception {
            CALLS
                    System.exit(0);
                }

                private static void run(String[] args, int number, Row row) throws Exception {
                    System.out.println("\\n== row " + number);
                    try (ReplicateServer server =
                            dev.replicate4j.it.PythonServer.start(Path.of(args[0]), Integer.parseInt(args[1]));
                            Replicate replicate = server.client()) {
                        Replicate.setDefaultClient(replicate);
                        row.run(replicate);
                        System.out.println("\\n== passed " + number);
                    } catch (Exception | Error e) {
                        e.printStackTrace(System.out);
                    }
                }

            METHODS
            }
            """;

    /** A Java block, the headline above it, and what it prints among other things. */
    private record Row(String headline, String code, String prints) {}

    @TestFactory
    Stream<DynamicTest> everyExampleOfPythonRuns(@TempDir Path folder) throws Exception {
        return tests("from-python.md", folder);
    }

    @TestFactory
    Stream<DynamicTest> everyExampleOfClientsRuns(@TempDir Path folder) throws Exception {
        return tests("clients.md", folder);
    }

    private static Stream<DynamicTest> tests(String page, Path folder) throws Exception {
        List<Row> rows = rows(read(page));
        assertThat(new JavaSources()
                        .with("-Xlint:-path")
                        .add("Rows.java", program(rows))
                        .compile(folder))
                .isEmpty();
        String output = run(folder);
        Files.writeString(Path.of("target", page + ".txt"), output);
        return IntStream.range(0, rows.size())
                .mapToObj(i -> dynamicTest(i + " " + rows.get(i).headline(), () -> {
                    int begin = output.indexOf("\n== row " + i + "\n");
                    int end = output.indexOf("\n== row " + (i + 1) + "\n");
                    String printed = output.substring(begin, end < 0 ? output.length() : end);
                    assertThat(printed)
                            .contains("\n== passed " + i + "\n")
                            .contains(rows.get(i).prints());
                }));
    }

    @Test
    void everyPythonBlockHasItsJavaForm() throws IOException {
        List<String> languages = new ArrayList<>();
        Matcher parts = PARTS.matcher(read("from-python.md"));
        while (parts.find()) {
            if (parts.group(2) != null) {
                languages.add(parts.group(2));
            }
        }
        assertThat(languages).hasSizeGreaterThan(80);
        for (int i = 0; i < languages.size(); i += 2) {
            assertThat(languages.get(i) + " then " + languages.get(i + 1))
                    .as("block " + i)
                    .isEqualTo("python then java");
        }
    }

    private static String read(String page) throws IOException {
        return Files.readString(Snippets.ROOT.resolve("docs").resolve(page));
    }

    private static List<Row> rows(String page) {
        List<Row> rows = new ArrayList<>();
        String headline = "";
        Matcher parts = PARTS.matcher(page);
        while (parts.find()) {
            if (parts.group(1) != null) {
                headline = parts.group(1).replace("#", "").strip();
            } else if (parts.group(2).equals("java")) {
                rows.add(new Row(headline, parts.group(3), parts.group(4) == null ? "" : parts.group(4)));
            }
        }
        return rows;
    }

    private static String program(List<Row> rows) {
        String calls = IntStream.range(0, rows.size())
                .mapToObj(i -> "        run(args, " + i + ", Rows::row" + i + ");")
                .collect(Collectors.joining("\n"));
        String methods = IntStream.range(0, rows.size())
                .mapToObj(i -> "    private static void row" + i + "(Replicate replicate) throws Exception {\n"
                        + rows.get(i).code().indent(8) + "    }\n")
                .collect(Collectors.joining("\n"));
        return PROGRAM.replace("CALLS", calls).replace("METHODS", methods);
    }

    /** Runs in a folder of its own, as the file names of the page are relative. */
    private static String run(Path folder) throws IOException, InterruptedException {
        Files.write(folder.resolve("mystery.jpg"), new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff});
        Files.write(folder.resolve("cats.zip"), new byte[] {'P', 'K', 5, 6});
        Path output = folder.resolve("output.txt");
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        ProcessBuilder program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.awt.headless=true",
                        "-cp",
                        folder + System.getProperty("path.separator") + System.getProperty("java.class.path"),
                        "Rows",
                        Snippets.ROOT
                                .resolve("it/quickstart/src/main/replicate")
                                .toString(),
                        Integer.toString(port))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        program.environment().put("REPLICATE_BASE_URL", "http://127.0.0.1:" + port + "/v1"); // for clients of its own
        program.environment().putAll(Map.of("REPLICATE_API_TOKEN", "r8_test", "MY_TOKEN", "r8_mine"));
        Process process = program.start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("ended in time").isTrue();
        return Files.readString(output);
    }
}
