package dev.replicate4j.bench;

import dev.replicate4j.bench.stub.StubServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The stub server in a process of its own, so that its work is not counted as the client's. */
public final class Stub implements AutoCloseable {
    private final Process process;
    private final String origin;

    private Stub(Process process, String origin) {
        this.process = process;
        this.origin = origin;
    }

    /** Starts the server that all but one benchmark talk to. */
    public static Stub start() {
        return start(StubServer.class, List.of(), "http://127.0.0.1:");
    }

    /** Starts a program that prints its port and serves until its standard input ends. */
    public static Stub start(Class<?> server, List<String> arguments, String origin) {
        try {
            Process process = new ProcessBuilder(
                            Jvm.command(List.of("-Xmx2g"), Jvm.ownArchive(), server.getName(), arguments))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String port = Objects.requireNonNull(reader.readLine(), () -> server + " ended at once");
            return new Stub(process, origin + port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the address of a path. */
    public URI uri(String path) {
        return URI.create(origin + path);
    }

    /** Returns where the API starts. */
    public String apiUrl() {
        return origin + "/v1";
    }

    /** Returns the requests and the connections so far, this question included. */
    public Counts counts() {
        try (InputStream reply = uri("/stats").toURL().openStream()) {
            List<String> words = List.of(new String(reply.readAllBytes(), StandardCharsets.UTF_8).split(" "));
            return new Counts(Long.parseLong(words.get(0)), Long.parseLong(words.get(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the server has counted. */
    public record Counts(long requests, long connections) {}

    @Override
    public void close() {
        process.destroy();
    }
}
