package dev.replicate4j;

import static dev.replicate4j.internal.file.FileHost.head;
import static dev.replicate4j.internal.file.FileHost.line;
import static dev.replicate4j.internal.file.FileHost.serving;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.mizosoft.methanol.MediaType;
import dev.replicate4j.internal.file.FileHost;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What takes whole processes to see: the end of a JVM, and two that download the same. */
@Timeout(60)
class FileProcessTest {

    private static final byte[] CONTENT = "a cat".repeat(50_000).getBytes(UTF_8);

    @Test
    void deletesLocalCopiesWhenTheJvmExits() throws Exception {
        try (FileHost host = FileHost.start(serving(CONTENT))) {
            Path local = Path.of(result(reader(host.url("/out-0.png"))));

            assertThat(local).hasFileName("out-0.png").doesNotExist();
            assertThat(local.getParent().getParent()).doesNotExist();
            assertThat(local.getParent().getParent().getParent()).exists();
        }
    }

    @Test
    void letsTwoProcessesDownloadTheSameIntoOneDirectory(@TempDir Path shared) throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        try (FileHost host = FileHost.start((request, out) -> {
            head(out, "200 OK");
            line(out, "Content-Length: " + CONTENT.length + "\r\n");
            out.write(CONTENT, 0, 1000);
            out.flush();
            both.countDown();
            both.await();
            out.write(CONTENT, 1000, CONTENT.length - 1000);
        })) {
            Process one = reader(host.url("/out-0.png"), shared.toString());
            Process two = reader(host.url("/out-0.png"), shared.toString());

            Path local = Path.of(result(one));
            assertThat(result(two)).isEqualTo(local.toString());
            assertThat(local).startsWith(shared).hasBinaryContent(CONTENT);
            try (Stream<Path> files = Files.list(local.getParent())) {
                assertThat(files).containsExactly(local);
            }
        }
    }

    @Test
    void givesNamesThatTheLocaleCanEncode() throws Exception {
        try (FileHost host = FileHost.start(serving(CONTENT))) {
            Process reader = start(builder(host.url("/caf%C3%A9%20%F0%9F%90%B1.png")), "LC_ALL", "C");

            assertThat(Path.of(result(reader))).hasFileName("caf_ _.png");
        }
    }

    @Test
    void removesWhatAKilledProcessLeft(@TempDir Path shared) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch killed = new CountDownLatch(1);
        FileHost.Answering halting = (request, out) -> {
            head(out, "200 OK");
            line(out, "Content-Length: " + CONTENT.length + "\r\n");
            out.write(CONTENT, 0, 1000);
            out.flush();
            begun.countDown();
            killed.await();
        };
        try (FileHost host = FileHost.start(halting, serving(CONTENT))) {
            Process victim = reader(host.url("/out-0.png"), shared.toString());
            begun.await();
            awaitPart(shared);
            victim.destroyForcibly().waitFor();
            killed.countDown();

            URLPath path = URLPath.of(host.url("/out-0.png")).in(shared);
            assertThat(path.toRealPath()).hasBinaryContent(CONTENT);
            try (Stream<Path> files = Files.walk(shared)) {
                assertThat(files.filter(Files::isRegularFile)).hasSize(1);
            }
        }
    }

    /** The part file is made a moment after the server has sent its bytes. */
    private static void awaitPart(Path directory) throws IOException {
        boolean there = false;
        while (!there) {
            Thread.onSpinWait();
            try (Stream<Path> files = Files.walk(directory)) {
                there = files.anyMatch(file -> file.toString().endsWith(".part"));
            }
        }
    }

    private static Process reader(String... arguments) throws IOException, URISyntaxException {
        return builder(arguments).start();
    }

    private static Process start(ProcessBuilder builder, String variable, String value) throws IOException {
        builder.environment().put(variable, value);
        return builder.start();
    }

    private static ProcessBuilder builder(String... arguments) throws URISyntaxException {
        String classPath = String.join(
                File.pathSeparator,
                location(URLPath.class),
                location(MediaType.class),
                Path.of("target", "test-classes").toAbsolutePath().toString());
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        Stream.concat(Stream.of(java, "-cp", classPath, Reader.class.getName()), Stream.of(arguments))
                                .toList())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    private static String location(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    private static String result(Process process) throws IOException, InterruptedException {
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor()).isZero();
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }

    /** Reads a file, into a directory if one is given, and prints where its local copy is. */
    static final class Reader {

        private Reader() {}

        public static void main(String[] arguments) throws IOException {
            URLPath path = URLPath.of(arguments[0]);
            URLPath file = arguments.length > 1 ? path.in(Path.of(arguments[1])) : path;
            if (Files.size(file) != CONTENT.length) {
                throw new IllegalStateException("size " + Files.size(file));
            }
            System.out.println(file.toRealPath());
        }
    }
}
