package dev.replicate4j.codegen.cli;

import dev.replicate4j.codegen.build.BuildRequest;
import dev.replicate4j.codegen.build.BuildResult;
import dev.replicate4j.codegen.build.IncrementalBuild;
import dev.replicate4j.codegen.drift.ChangeSeverity;
import dev.replicate4j.codegen.drift.DriftCheck;
import dev.replicate4j.codegen.drift.DriftRequest;
import dev.replicate4j.codegen.drift.SourceModule;
import dev.replicate4j.codegen.drift.UserSources;
import dev.replicate4j.codegen.fetch.FetchSettings;
import dev.replicate4j.codegen.fetch.PinResolver;
import dev.replicate4j.codegen.pin.ModelDeclaration;
import dev.replicate4j.codegen.pin.Problems;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Pins, generates and compares models from a command line, for builds that are not Maven's: Gradle calls it by a {@code JavaExec}
 * task. {@code --help} lists the options.
 *
 * <pre>{@code
 * java -cp ... dev.replicate4j.codegen.cli.CommandLine generate \
 *     --package com.acme.models --output build/generated/sources/replicate \
 *     --model black-forest-labs/flux-dev \
 *     --model meta/meta-llama-3-8b-instruct --class-name Llama3
 * }</pre>
 *
 * <p>The exit code is 0 where all went well, 1 where something is wrong with a model, 2 where the arguments are wrong.
 */
public final class CommandLine {

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;

    private CommandLine(PrintStream out, PrintStream err, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.environment = environment;
    }

    /**
     * Runs a task and exits.
     *
     * @param arguments task and options
     */
    public static void main(String[] arguments) {
        int code = new CommandLine(System.out, System.err, System.getenv()).run(List.of(arguments));
        System.out.flush();
        System.exit(code);
    }

    private int run(List<String> arguments) {
        if (arguments.isEmpty() || arguments.contains("--help")) {
            out.println(Arguments.USAGE);
            return arguments.isEmpty() ? 2 : 0;
        }
        Problems problems;
        try {
            problems = run(Arguments.parse(arguments));
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
            err.println(Arguments.USAGE);
            return 2;
        }
        if (problems.isEmpty()) {
            return 0;
        }
        err.println(problems.message());
        return 1;
    }

    private Problems run(Arguments arguments) {
        return switch (arguments.task()) {
            case "generate" -> generate(arguments);
            case "pin" -> pin(arguments);
            case "update" -> drift(arguments, true, null);
            case "check" -> drift(arguments, false, ChangeSeverity.BREAKING);
            default ->
                throw new IllegalArgumentException(
                        "The task must be generate, pin, update or check, but is \"" + arguments.task() + "\".");
        };
    }

    private Problems generate(Arguments arguments) {
        BuildRequest request = new BuildRequest(
                arguments.packageName(),
                arguments.models(),
                arguments.pins(),
                arguments.output(),
                arguments.work().resolve("generate.state"),
                version());
        BuildResult result = new IncrementalBuild(out::println, () -> settings(arguments)).run(request);
        result.notes().forEach(err::println);
        if (result.problems().isEmpty()) {
            out.println(result.summary());
        }
        return result.problems();
    }

    /** Stands for the generator in the state of a build: where its classes come from, which names their version. */
    private static String version() {
        return String.valueOf(
                CommandLine.class.getProtectionDomain().getCodeSource().getLocation());
    }

    private Problems pin(Arguments arguments) {
        Problems problems = new Problems();
        int present = PinResolver.resolve(
                        ModelDeclaration.check(arguments.models(), problems),
                        arguments.pins(),
                        out::println,
                        () -> settings(arguments),
                        problems)
                .size();
        out.println(present + (present == 1 ? " model is" : " models are") + " pinned in " + arguments.pins());
        return problems;
    }

    private Problems drift(Arguments arguments, boolean write, @Nullable ChangeSeverity failOn) {
        SourceModule module = new SourceModule(
                arguments.sources(), List.of(), arguments::classpath, StandardCharsets.UTF_8, arguments.release());
        DriftRequest request = new DriftRequest(
                arguments.packageName(),
                arguments.models(),
                Path.of("the command line").toAbsolutePath(),
                arguments.pins(),
                null,
                new UserSources(List.of(module)),
                arguments.work().resolve("candidates"),
                arguments.work().resolve("report.md"),
                write,
                failOn);
        return new DriftCheck(out::println, () -> settings(arguments)).run(request);
    }

    private FetchSettings settings(Arguments arguments) {
        return new FetchSettings(
                "replicate-codegen",
                arguments.offline(),
                blankToNull(environment.get(FetchSettings.TOKEN_VARIABLE)),
                blankToNull(environment.get("REPLICATE_BASE_URL")),
                UnaryOperator.identity(),
                "java " + CommandLine.class.getName() + " %s");
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
