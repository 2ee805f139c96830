package dev.replicate4j.mcp;

import dev.replicate4j.Replicate;
import dev.replicate4j.codegen.pin.PinException;
import dev.replicate4j.error.ReplicateException;
import dev.replicate4j.jobs.Budget;
import dev.replicate4j.testkit.ReplicateServer;
import dev.replicate4j.testkit.ReplicateServerBuilder;
import dev.replicate4j.tools.ToolDescriptor;
import dev.replicate4j.tools.ToolSession;
import dev.replicate4j.tools.ToolSessionBuilder;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Serves pinned models as tools of the Model Context Protocol.
 *
 * <pre>{@code
 * java -jar replicate-mcp-runnable.jar --pins src/main/replicate --save images --max-runs 20
 * }</pre>
 *
 * <p>{@code --help} lists the options.
 */
public final class McpMain {

    private static final String TOKEN = "REPLICATE_API_TOKEN";

    private McpMain() {}

    /**
     * Runs the server until its client has gone.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        PrintStream protocol = System.out;
        System.setOut(System.err); // whatever else prints must not get between the messages
        int status;
        try {
            status = run(McpOptions.parse(arguments), List.of(arguments), protocol);
        } catch (IllegalArgumentException | ReplicateException | PinException | UncheckedIOException e) {
            System.err.println(e.getMessage() + "\nTry --help.");
            status = 2;
        }
        protocol.flush();
        System.exit(status);
    }

    private static int run(McpOptions options, List<String> arguments, PrintStream out) {
        if (options.help()) {
            out.print(McpOptions.USAGE);
            return 0;
        }
        if (options.version()) {
            out.println(PinServer.version());
            return 0;
        }
        if (options.printConfig() != null) {
            out.println(ClientConfig.of(options.printConfig(), without(arguments, "--print-config")));
            return 0;
        }
        if (options.demo()) {
            try (ReplicateServer server = demo(options.pins())) {
                return serve(options, server.client(), out);
            }
        }
        String token = System.getenv(TOKEN);
        if ((token == null || token.isBlank()) && options.printTools() == null) {
            System.err.println("There is no API token: " + TOKEN + " is not set. Set it to the token of your account"
                    + " (https://replicate.com/account/api-tokens), or try the server without one: --demo.");
            return 2;
        }
        try (Replicate replicate = Replicate.fromEnvironment()) {
            return serve(options, replicate, out);
        }
    }

    private static List<String> without(List<String> arguments, String option) {
        List<String> rest = new ArrayList<>(arguments);
        int index = rest.indexOf(option);
        rest.remove(index);
        rest.remove(index);
        return rest;
    }

    private static ReplicateServer demo(List<Path> pins) {
        System.err.println("Demo: an embedded server makes up the answers; nothing is run, nothing is paid.");
        ReplicateServerBuilder builder = ReplicateServer.builder();
        pins.forEach(builder::pins);
        return builder.start();
    }

    private static int serve(McpOptions options, Replicate replicate, PrintStream out) {
        try (ToolSession session = session(options, replicate)) {
            if (options.printTools() != null) {
                print(session, options.printTools(), out);
                return 0;
            }
            PinServer server = new PinServer(session);
            if (options.http() == null) {
                server.overStandardStreams(System.in, out);
            } else {
                server.overHttp(options.http(), System.getenv("REPLICATE_MCP_TOKEN"));
            }
            return 0;
        }
    }

    private static ToolSession session(McpOptions options, Replicate replicate) {
        ToolSessionBuilder builder = ToolSession.on(replicate)
                .allow(options.models().toArray(String[]::new))
                .files(options.files().toArray(Path[]::new))
                .budget(budget(options));
        options.pins().forEach(builder::pins);
        set(options.save(), builder::save);
        set(options.answerWithin(), builder::answerWithin);
        set(options.runTimeout(), builder::runTimeout);
        set(options.imageSize(), builder::longestSide);
        return builder.open();
    }

    private static <T> void set(@Nullable T value, Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }

    private static Budget budget(McpOptions options) {
        Budget budget = Budget.unlimited();
        if (options.maxRuns() != null) {
            budget = budget.and(Budget.runs(options.maxRuns()));
        }
        return options.maxPredictTime() == null ? budget : budget.and(Budget.predictTime(options.maxPredictTime()));
    }

    private static void print(ToolSession session, String form, PrintStream out) {
        boolean openAi = form.equals("openai");
        if (!openAi && !form.equals("mcp")) {
            throw new IllegalArgumentException("--print-tools must be mcp or openai, but is \"" + form + "\".");
        }
        out.println(ToolDescriptor.json(session.tools().stream()
                .map(tool -> openAi ? tool.openAiFunction() : tool.toMap())
                .toList()));
    }
}
