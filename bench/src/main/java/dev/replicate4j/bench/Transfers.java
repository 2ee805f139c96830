package dev.replicate4j.bench;

import dev.replicate4j.Replicate;
import dev.replicate4j.URLPath;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Large files over loopback in a heap of 64 MiB, each transfer in a JVM of its own. */
final class Transfers {
    private static final long DOWN = 1L << 30;
    /** In files of at most the 100 MiB that the API takes. */
    private static final int FILES_UP = 3;

    private static final long UP = (256L << 20) / FILES_UP;
    private static final long WARM_UP = 1L << 21;
    private static final List<String> OPTIONS = List.of("-Xmx64m");

    private final String origin;
    private final Path folder;
    private final Path target;
    private final Bare bare = new Bare();
    private final Map<String, Way> ways = new LinkedHashMap<>();

    private Transfers(String origin, Path folder) {
        this.origin = origin;
        this.folder = folder;
        this.target = folder.resolve("replicate4j-bench-down.bin");
        ways.put("down: bare, stream copied to a file", (file, source) -> bare.download(file, target));
        ways.put("down: bare, BodyHandlers.ofFile", (file, source) -> bare.downloadOfFile(file, target));
        ways.put(
                "down: URLPath, made local",
                (file, source) -> URLPath.of(file.toString()).toRealPath());
        ways.put(
                "down: Files.copy(URLPath, file)",
                (file, source) -> Files.copy(URLPath.of(file.toString()), target, StandardCopyOption.REPLACE_EXISTING));
        ways.put("up: bare, form of publishers", (file, source) -> uploadBare(source));
        ways.put("up: call with paths as inputs", (file, source) -> upload(source));
    }

    /** A way to move a file: one that is behind a URL, or one that is here. */
    @FunctionalInterface
    private interface Way {
        void move(URI file, Path source) throws Exception;
    }

    static void compare(List<String> arguments) throws IOException {
        int runs = arguments.isEmpty() ? 5 : Integer.parseInt(arguments.get(0));
        Path folder = Path.of(arguments.size() > 1 ? arguments.get(1) : System.getProperty("java.io.tmpdir"));
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
            for (String name : List.of("up-" + UP, "up-" + WARM_UP)) {
                Files.deleteIfExists(folder.resolve("replicate4j-bench-" + name + ".bin"));
            }
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
        Way way = Objects.requireNonNull(transfers.ways.get(args[0]), args[0]);
        // Throughput is asked for, not how long a cold JVM takes to begin.
        way.move(transfers.file(WARM_UP), transfers.source(WARM_UP));
        URI file = transfers.file(DOWN);
        Path source = transfers.source(UP);
        // All ways begin with no file there: writing over one takes half the time, and one more fills the memory.
        Files.deleteIfExists(transfers.target);
        long start = System.nanoTime();
        way.move(file, source);
        double seconds = (System.nanoTime() - start) / 1e9;
        Files.deleteIfExists(transfers.target);
        long bytes = args[0].startsWith("down") ? DOWN : UP * FILES_UP;
        Child.print(args[0], bytes / 1e6 / seconds, Usage.cpuSeconds(), (double) Usage.peakMemoryMib());
    }

    private URI file(long size) {
        return URI.create(origin + "/file/" + size + "/zeros.bin");
    }

    private Path source(long size) throws IOException {
        Path source = folder.resolve("replicate4j-bench-up-" + size + ".bin");
        try (RandomAccessFile file = new RandomAccessFile(source.toFile(), "rw")) {
            file.setLength(size);
        }
        return source;
    }

    private void uploadBare(Path source) throws IOException, InterruptedException {
        for (int i = 0; i < FILES_UP; i++) {
            bare.upload(URI.create(origin + "/v1/files"), source);
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
