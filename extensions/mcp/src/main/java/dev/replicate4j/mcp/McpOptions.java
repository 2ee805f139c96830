package dev.replicate4j.mcp;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the command line says. */
final class McpOptions {

    static final String DEFAULT_PINS = "src/main/replicate";

    static final String USAGE = """
            Serves pinned models as tools of the Model Context Protocol (MCP), over standard input and output.

              java -jar replicate-mcp-runnable.jar --pins src/main/replicate --save images --max-runs 20

            Models
              --pins FOLDER           the models of these pins; may be given more than once;
                                      src/main/replicate by default
              --models A/B,C/D        only these of them
            Files
              --save FOLDER           saves the files of all outputs, and the journal of calls
              --files FOLDER          tools may read files in this folder; may be given more than once
              --image-size PIXELS     the longest side of pictures in answers; 1024 by default
            Limits
              --max-runs N            no more runs than these, counting all that the journal holds
              --max-predict-time S    no more runs once they have taken this many seconds in all
              --run-timeout S         cancels a run after this many seconds
              --answer-within S       answers "still running" after this many seconds; 45 by default
            HTTP
              --http PORT             serves Streamable HTTP at http://127.0.0.1:PORT/mcp instead; 0 takes a
                                      free port. Clients send the token of REPLICATE_MCP_TOKEN as bearer token;
                                      where that is not set, one is made up and printed
            Others
              --demo                  needs no account: an embedded server makes up the answers
              --print-config CLIENT   prints what to put into the settings of claude, cursor or vscode
              --print-tools FORM      prints the tools as JSON: mcp, or openai for function calling
              --version, --help

            REPLICATE_API_TOKEN must hold the token of your account, unless --demo is given.
            """;

    private final List<Path> pins = new ArrayList<>();
    private final List<String> models = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();
    private @Nullable Path save;
    private @Nullable Long maxRuns;
    private @Nullable Duration maxPredictTime;
    private @Nullable Duration runTimeout;
    private @Nullable Duration answerWithin;
    private @Nullable Integer imageSize;
    private @Nullable Integer http;
    private @Nullable String printConfig;
    private @Nullable String printTools;
    private boolean demo;
    private boolean help;
    private boolean version;

    private McpOptions() {}

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException if it is wrong; says how
     */
    static McpOptions parse(String... arguments) {
        McpOptions options = new McpOptions();
        Deque<String> rest = new ArrayDeque<>(List.of(arguments));
        while (!rest.isEmpty()) {
            options.read(rest.remove(), rest);
        }
        if (options.pins.isEmpty()) {
            options.pins.add(Path.of(DEFAULT_PINS));
        }
        return options;
    }

    private void read(String option, Deque<String> rest) {
        switch (option) {
            case "--pins" -> pins.add(Path.of(value(option, rest)));
            case "--models" -> models.addAll(List.of(value(option, rest).split("\\s*,\\s*")));
            case "--files" -> files.add(Path.of(value(option, rest)));
            case "--save" -> save = Path.of(value(option, rest));
            case "--max-runs" -> maxRuns = number(option, rest, 1);
            case "--max-predict-time" -> maxPredictTime = seconds(option, rest);
            case "--run-timeout" -> runTimeout = seconds(option, rest);
            case "--answer-within" -> answerWithin = seconds(option, rest);
            case "--image-size" -> imageSize = (int) number(option, rest, 64);
            case "--http" -> http = (int) number(option, rest, 0);
            case "--print-config" -> printConfig = value(option, rest);
            case "--print-tools" -> printTools = value(option, rest);
            case "--demo" -> demo = true;
            case "--version" -> version = true;
            case "--help", "-h" -> help = true;
            default -> throw new IllegalArgumentException("There is no option " + option + ".");
        }
    }

    private static String value(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value.");
        }
        return rest.remove();
    }

    private static long number(String option, Deque<String> rest, long least) {
        String value = value(option, rest);
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= Integer.MAX_VALUE) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " must be a whole number, but is \"" + value + "\".", e);
        }
        throw new IllegalArgumentException(option + " must be " + least + " or more, but is " + value + ".");
    }

    private static Duration seconds(String option, Deque<String> rest) {
        return Duration.ofSeconds(number(option, rest, 1));
    }

    List<Path> pins() {
        return pins;
    }

    List<String> models() {
        return models;
    }

    List<Path> files() {
        return files;
    }

    @Nullable Path save() {
        return save;
    }

    @Nullable Long maxRuns() {
        return maxRuns;
    }

    @Nullable Duration maxPredictTime() {
        return maxPredictTime;
    }

    @Nullable Duration runTimeout() {
        return runTimeout;
    }

    @Nullable Duration answerWithin() {
        return answerWithin;
    }

    @Nullable Integer imageSize() {
        return imageSize;
    }

    @Nullable Integer http() {
        return http;
    }

    @Nullable String printConfig() {
        return printConfig;
    }

    @Nullable String printTools() {
        return printTools;
    }

    boolean demo() {
        return demo;
    }

    boolean help() {
        return help;
    }

    boolean version() {
        return version;
    }
}
