package dev.replicate4j.testkit.internal;

import dev.replicate4j.testkit.ReplicateServer;
import dev.replicate4j.testkit.ReplicateServerBuilder;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The server as a program, for clients in any language. The first line of its output is the base URL; then it says what it
 * serves, and goes on until it is killed.
 */
public final class ServerMain {

    private static final String USAGE = """
            A test double of Replicate's HTTP API: no model runs here, nothing is billed.

              --port N          the port of the API; 0, the default, takes a free one
              --pins FOLDER     serves the models of these pins; may be given more than once
              --token TOKEN     accepts this token only; otherwise any that is not empty
              --queued SECONDS  how long predictions wait; 0 by default
              --running SECONDS how long predictions run; 0 by default
              --plain           blocking replies say "succeeded" and have URLs, not data: URIs
              --limits          refuses requests beyond Replicate's limits
              --help            says this
            """;

    private ServerMain() {}

    /** Runs the program. */
    public static void main(String[] arguments) throws InterruptedException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(USAGE);
            return;
        }
        ReplicateServer server;
        try {
            server = builder(new ArrayDeque<>(List.of(arguments))).start();
        } catch (IllegalArgumentException | UncheckedIOException e) {
            System.err.println(e.getMessage() + "\n\n" + USAGE);
            System.exit(2);
            return;
        }
        describe(server, System.out);
        new CountDownLatch(1).await(); // the server's own threads keep no JVM alive
    }

    private static ReplicateServerBuilder builder(Deque<String> arguments) {
        ReplicateServerBuilder builder = ReplicateServer.builder();
        Duration queued = Duration.ZERO;
        Duration running = Duration.ZERO;
        while (!arguments.isEmpty()) {
            String option = arguments.remove();
            switch (option) {
                case "--port" -> builder.port(Integer.parseInt(value(option, arguments)));
                case "--pins" -> builder.pins(Path.of(value(option, arguments)));
                case "--token" -> builder.acceptOnly(value(option, arguments));
                case "--queued" -> queued = seconds(option, arguments);
                case "--running" -> running = seconds(option, arguments);
                case "--plain" -> builder.blockingRepliesSayProcessing(false).blockingRepliesInlineFiles(false);
                case "--limits" -> builder.rateLimits();
                default -> throw new IllegalArgumentException("There is no option " + option + ".");
            }
        }
        return builder.queuedFor(queued).runningFor(running);
    }

    private static String value(String option, Deque<String> arguments) {
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value.");
        }
        return arguments.remove();
    }

    private static Duration seconds(String option, Deque<String> arguments) {
        return Duration.ofMillis(Math.round(Double.parseDouble(value(option, arguments)) * 1000));
    }

    private static void describe(ReplicateServer server, PrintStream out) {
        out.println(server.baseUrl());
        out.println("A test double of Replicate: no model runs here, nothing is billed.");
        List<String> models = server.models();
        out.println(models.isEmpty() ? "It knows no models: name pins with --pins FOLDER." : "Models:");
        models.forEach(model -> out.println("  " + model));
        out.flush();
    }
}
