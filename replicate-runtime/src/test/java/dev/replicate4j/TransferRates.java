package dev.replicate4j;

import dev.replicate4j.api.FileStrategy;
import dev.replicate4j.internal.file.FileHost;
import dev.replicate4j.internal.http.ApiOrigin;
import dev.replicate4j.internal.http.Transport;
import dev.replicate4j.internal.http.TransportConfig;
import dev.replicate4j.internal.input.InputTreeEncoder;
import dev.replicate4j.internal.input.UploadCache;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * Measures downloads and uploads of large files beside a bare JDK client. Run by hand, with a small heap:
 *
 * <pre>{@code
 * java -Xmx64m -cp ... dev.replicate4j.TransferRates 1024 5
 * }</pre>
 *
 * <p>The arguments are the size of the download in MiB and the number of rounds. The server is a process of its own.
 */
final class TransferRates {

    private static final int MIB = 1024 * 1024;

    private TransferRates() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("serve")) {
            serve();
            return;
        }
        int size = Integer.parseInt(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        Process server = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TransferRates.class.getName(),
                        "serve")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String base = server.inputReader().readLine();
            for (int round = 0; round < rounds; round++) {
                report("bare down", size, () -> bare(base + "/" + size + "/bare"));
                String url = base + "/" + size + "/path-" + round;
                report("path down", size, () -> download(URLPath.of(url), size));
                report("stream down", size, () -> stream(URLPath.of(url + "-stream"), size));
            }
            upload(base, 99, rounds);
            System.out.println("heap " + Runtime.getRuntime().maxMemory() / MIB + " MiB at most");
        } finally {
            server.destroy();
        }
    }

    private static void bare(String url) throws IOException, InterruptedException {
        Path file = Files.createTempFile("bare", ".bin");
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofFile(file));
        Files.delete(file);
    }

    private static void download(URLPath path, long size) throws IOException {
        if (Files.size(path) != size * MIB) {
            throw new IllegalStateException("size " + Files.size(path));
        }
        Files.delete(path);
    }

    private static void stream(URLPath path, long size) throws IOException {
        try (InputStream in = path.openStream()) {
            if (in.transferTo(OutputStream.nullOutputStream()) != size * MIB) {
                throw new IllegalStateException("stream");
            }
        }
    }

    private static void upload(String base, int size, int rounds) throws Exception {
        Path file = Files.createTempFile("upload", ".bin");
        try (SeekableByteChannel out = Files.newByteChannel(file, StandardOpenOption.WRITE);
                Transport transport = new Transport(TransportConfig.of(ApiOrigin.parse(base), "token"))) {
            for (int i = 0; i < size; i++) {
                out.write(ByteBuffer.allocate(MIB));
            }
            for (int round = 0; round < rounds; round++) {
                InputTreeEncoder files =
                        new InputTreeEncoder(InputValues.TREE, new UploadCache(transport, (name, bytes, total) -> {}));
                report(
                        "upload",
                        size,
                        () -> files.encode("acme/painter", Map.of("file", file), FileStrategy.AUTO)
                                .join());
                report(
                        "bare up",
                        size,
                        () -> HttpClient.newBuilder()
                                .version(HttpClient.Version.HTTP_1_1)
                                .build()
                                .send(
                                        HttpRequest.newBuilder(URI.create(base + "/v1/files"))
                                                .POST(HttpRequest.BodyPublishers.ofFile(file))
                                                .build(),
                                        BodyHandlers.discarding()));
            }
        } finally {
            Files.delete(file);
        }
    }

    private static void serve() throws IOException, InterruptedException {
        byte[] chunk = new byte[64 * 1024];
        try (FileHost host = FileHost.start((request, out) -> {
            FileHost.head(out, "200 OK");
            if (request.method().equals("POST")) {
                String reply = "{\"urls\":{\"get\":\"http://x/1\"}}";
                request.body().skipNBytes(Long.parseLong(request.headers().get("content-length")));
                FileHost.line(out, "Content-Length: " + reply.length() + "\r\n\r\n" + reply);
                return;
            }
            long left = Long.parseLong(request.target().split("/")[1]) * MIB;
            FileHost.line(out, "Content-Length: " + left + "\r\n");
            for (; left > 0; left -= chunk.length) {
                out.write(chunk, 0, (int) Math.min(left, chunk.length));
            }
        })) {
            System.out.println(host.url(""));
            Thread.currentThread().join();
        }
    }

    private static void report(String what, int size, Task task) throws Exception {
        long start = System.nanoTime();
        long cpu = cpuNanos();
        task.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpuSeconds = (cpuNanos() - cpu) / 1e9;
        System.out.printf("%-12s %6.2f s %7.0f MiB/s %6.2f s CPU%n", what, seconds, size / seconds, cpuSeconds);
    }

    private static long cpuNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }

    private interface Task {
        void run() throws Exception;
    }
}
