package dev.replicate4j.bench.build;

import dev.replicate4j.bench.Child;
import dev.replicate4j.bench.Jvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A command's time and memory, as the system counts them. */
final class Timed {
    private static final Path TIME = Path.of("/usr/bin/time");

    private Timed() {}

    /**
     * Runs a command.
     *
     * @return a line for {@link Child}: seconds, seconds of CPU, MiB at the peak (both 0 without GNU time), and
     *     milliseconds for each of the things that it made
     */
    static String run(String name, List<String> command, int things) throws IOException {
        return run(name, command, Map.of(), Path.of("."), things);
    }

    static String run(String name, List<String> command, Map<String, String> environment, Path folder, int things)
            throws IOException {
        List<String> timed = new ArrayList<>();
        Path report = Jvm.target().resolve("time.txt");
        if (Files.isExecutable(TIME)) {
            timed.addAll(List.of(TIME.toString(), "-o", report.toString(), "-f", "%U %S %M"));
        } else {
            Files.writeString(report, "0 0 0");
        }
        timed.addAll(command);
        long start = System.nanoTime();
        Jvm.run(timed, environment, folder);
        double seconds = (System.nanoTime() - start) / 1e9;
        String[] words = Files.readString(report).trim().split(" ", -1);
        return Child.line(
                name,
                seconds,
                Double.parseDouble(words[0]) + Double.parseDouble(words[1]),
                Double.parseDouble(words[2]) / 1024,
                seconds * 1e3 / things);
    }
}
