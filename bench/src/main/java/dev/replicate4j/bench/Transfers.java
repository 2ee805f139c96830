package dev.replicate4j.bench;

import dev.replicate4j.Replicate;
import dev.replicate4j.URLPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Large files over loopback in a heap of 64 MiB, each transfer in a JVM of its own. */
final class Transfers {
    private static final long DOWN = 1L << 30;
    /** In files of at most the 100 MiB that the API takes. */
    private static final int FILES_UP = 3;

    private static final long UP = (256L << 20) / FILES_UP;
    private static final List<String> OPTIONS = List.of("-Xmx64m");

    private final String origin;
    private final Path folder;
    private final Bare bare = new Bare();
    private final Map<String, Way> ways = new LinkedHashMap<>();

    private Transfers(String origin, Path folder) {
        this.origin = origin;
        this.folder = folder;
        URI file = URI.create(origin + "/file/" + DOWN + "/zeros.bin");
        URI files = URI.create(origin + "/v1/files");
        Path target = folder.resolve("replicate4j-bench-down.bin");
        Path source = folder.resolve("replicate4j-bench-up.bin");
        ways.put("down: bare, stream copied to a file", () -> bare.download(file, target));
        ways.put("down: bare, BodyHandlers.ofFile", () -> bare.downloadOfFile(file, target));
        ways.put("down: URLPath, made local", () -> URLPath.of(file.toString()).toAbsolutePath());
        ways.put(
                "down: Files.copy(URLPath, file)",
                () -> Files.copy(URLPath.of(file.toString()), target, StandardCopyOption.REPLACE_EXISTING));
        ways.put("down: Files.newInputStream(URLPath)", () -> read(URLPath.of(file.toString())));
        ways.put("up: bare, form of publishers", () -> uploadBare(files, source));
        ways.put("up: call with paths as inputs", () -> upload(source));
    }

    /** A way to move a file. */
    @FunctionalInterface
    private interface Way {
        void move() throws Exception;
    }

    static void compare(List<String> arguments) throws IOException {
        int runs = arguments.isEmpty() ? 5 : Integer.parseInt(arguments.get(0));
        Path folder = Path.of(arguments.size() > 1 ? arguments.get(1) : System.getProperty("java.io.tmpdir"));
        Path source = folder.resolve("replicate4j-bench-up.bin");
        try (RandomAccessFile file = new RandomAccessFile(source.toFile(), "rw")) {
            file.setLength(UP);
        }
        Child figures = new Child();
        try (Stub stub = Stub.start()) {
            Transfers transfers = new Transfers(stub.uri("").toString(), folder);
            for (int run = 0; run < runs; run++) {
                for (String way : transfers.ways.keySet()) {
                    figures.add(transfers.inFreshJvm(way));
                }
            }
            transfers.print(figures, runs);
        } finally {
            Files.delete(source);
            Files.deleteIfExists(folder.resolve("replicate4j-bench-down.bin"));
        }
    }

    private String inFreshJvm(String way) {
        List<String> options = List.of(OPTIONS.get(0), "-Djava.io.tmpdir=" + folder);
        return Jvm.run(options, Jvm.applicationClassPath(), Transfers.class, List.of(way, origin, folder.toString()));
    }

    private void print(Child figures, int runs) {
        Table table = new Table(
                "1 GiB down and 256 MiB up, " + String.join(" ", OPTIONS) + ", " + runs + " runs",
                "transfer",
                "MB/s",
                "ratio",
                "CPU s",
                "peak memory MiB");
        for (String way : ways.keySet()) {
            String limit = ways.keySet().stream()
                    .filter(name -> name.startsWith(way.substring(0, way.indexOf(':'))))
                    .findFirst()
                    .orElse(way);
            table.row(
                    way,
                    figures.figure(way, 0).format(0),
                    figures.ratio(way, limit, 0).format(2),
                    figures.figure(way, 1).format(2),
                    figures.figure(way, 2).format(0));
        }
        table.print();
    }

    /**
     * Measures in this JVM.
     *
     * @param args the transfer, where the server is, and a folder for the files
     * @throws Exception when the transfer fails
     */
    public static void main(String[] args) throws Exception {
        Transfers transfers = new Transfers(args[1], Path.of(args[2]));
        Way way = transfers.ways.get(args[0]);
        long start = System.nanoTime();
        way.move();
        double seconds = (System.nanoTime() - start) / 1e9;
        long bytes = args[0].startsWith("down") ? DOWN : UP * FILES_UP;
        Child.print(args[0], bytes / 1e6 / seconds, Usage.cpuSeconds(), Usage.peakMemoryMib());
    }

    private static void read(URLPath file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private void uploadBare(URI files, Path source) throws IOException, InterruptedException {
        for (int i = 0; i < FILES_UP; i++) {
            bare.upload(files, source);
        }
    }

    private void upload(Path source) {
        try (Replicate replicate = Replicate.builder()
                .apiToken("test-token")
                .baseUrl(origin + "/v1")
                .build()) {
            replicate
                    .use(Picture.MODEL)
                    .call(Picture.with("a cat").set("images", Collections.nCopies(FILES_UP, source)));
        }
    }
}
