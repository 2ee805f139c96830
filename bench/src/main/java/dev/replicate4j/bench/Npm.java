package dev.replicate4j.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The client for Node.js, against the same server. */
public final class Npm {
    private static final String VERSION = "1.4.0";

    private Npm() {}

    static void compare(List<String> arguments) throws IOException {
        if (!installed("node") || !installed("npm")) {
            System.out.println("Skipped: there is no node or npm on the path.");
            return;
        }
        int runs = arguments.isEmpty() ? 3 : Integer.parseInt(arguments.get(0));
        Path folder = install();
        Child figures = new Child();
        try (Stub stub = Stub.start()) {
            for (int run = 0; run < runs; run++) {
                String[] calls = node(folder, stub, "calls").split("\t", -1);
                double tokens = Double.parseDouble(node(folder, stub, "tokens"));
                long start = System.nanoTime();
                node(folder, stub, "one");
                double cold = (System.nanoTime() - start) / 1e6;
                figures.add(Child.line(
                        "npm replicate " + VERSION,
                        Double.parseDouble(calls[0]),
                        Double.parseDouble(calls[1]),
                        Double.parseDouble(calls[2]),
                        tokens,
                        cold));
            }
        }
        Table table = new Table(
                "The npm client, " + runs + " runs",
                "client",
                "call p50 us",
                "call p99 us",
                "CPU us a call",
                "tokens/s, 5,000 tokens",
                "cold start to end ms");
        for (String name : figures.names()) {
            table.row(
                    name,
                    figures.figure(name, 0).format(0),
                    figures.figure(name, 1).format(0),
                    figures.figure(name, 2).format(0),
                    figures.figure(name, 3).format(0),
                    figures.figure(name, 4).format(0));
        }
        table.print();
    }

    private static boolean installed(String command) {
        try {
            return new ProcessBuilder(command, "--version").start().waitFor() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Path install() throws IOException {
        Path folder = Files.createDirectories(Jvm.target().resolve("npm"));
        if (!Files.exists(folder.resolve("node_modules/replicate"))) {
            Files.writeString(folder.resolve("package.json"), "{\"private\":true}");
            Jvm.run(List.of("npm", "install", "--silent", "replicate@" + VERSION), Map.of(), folder);
        }
        try (InputStream script = Objects.requireNonNull(Npm.class.getResourceAsStream("peer.mjs"))) {
            Files.copy(script, folder.resolve("peer.mjs"), StandardCopyOption.REPLACE_EXISTING);
        }
        return folder;
    }

    private static String node(Path folder, Stub stub, String what) {
        return Jvm.run(List.of("node", "peer.mjs", stub.apiUrl(), what), Map.of(), folder)
                .trim();
    }
}
