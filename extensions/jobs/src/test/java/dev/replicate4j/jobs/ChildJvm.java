package dev.replicate4j.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own with this test's class path. */
final class ChildJvm {

    private ChildJvm() {}

    /** Starts a program, whose output may be read; its errors are shown. */
    static Process start(List<String> prefix, List<String> options, Class<?> program, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** {@return what a program prints until it ends} */
    static List<String> run(List<String> prefix, Class<?> program, String... arguments)
            throws IOException, InterruptedException {
        Process process = start(prefix, List.of(), program, arguments);
        try (var output = process.inputReader()) {
            List<String> lines = output.lines().toList();
            process.waitFor();
            return lines;
        }
    }
}
