package dev.replicate4j.bench;

import dev.replicate4j.bench.build.Builds;
import dev.replicate4j.bench.build.CompilerPlugin;
import dev.replicate4j.bench.build.Generate;
import dev.replicate4j.bench.start.ColdStart;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs one benchmark: {@code java -jar bench/target/benchmarks.jar NAME [arguments]}. */
public final class Main {
    private static final Map<String, Program> PROGRAMS = programs();

    private Main() {}

    /** A benchmark that prints its tables. */
    @FunctionalInterface
    interface Program {
        void run(List<String> arguments) throws Exception;
    }

    private static Map<String, Program> programs() {
        Map<String, Program> programs = new LinkedHashMap<>();
        programs.put("calls", Calls::compare);
        programs.put("delay", Delay::compare);
        programs.put("stream", Tokens::compare);
        programs.put("files", Transfers::compare);
        programs.put("many", Many::compare);
        programs.put("jobs", Jobs::compare);
        programs.put("start", ColdStart::compare);
        programs.put("generate", Generate::compare);
        programs.put("javac", CompilerPlugin::compare);
        programs.put("maven", Builds::compare);
        programs.put("npm", Npm::compare);
        programs.put("jmh", arguments -> org.openjdk.jmh.Main.main(arguments.toArray(String[]::new)));
        return programs;
    }

    /**
     * Runs a benchmark.
     *
     * @param args its name and what it takes
     * @throws Exception when it fails
     */
    public static void main(String[] args) throws Exception {
        Program program = args.length == 0 ? null : PROGRAMS.get(args[0]);
        if (program == null) {
            System.err.println("Name one of " + PROGRAMS.keySet() + "; docs/performance.md says what each takes.");
            System.exit(2);
        } else {
            program.run(List.of(args).subList(1, args.length));
        }
    }
}
