package dev.replicate4j.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts fresh JVMs of the kind that runs this program. */
public final class Jvm {
    /** The archives that a user of the runtime has on the class path. */
    private static final List<String> RUNTIME =
            List.of("replicate-runtime", "jackson-core-3", "methanol", "jspecify", "annotations");

    private Jvm() {}

    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Returns the archive of the benchmarks. */
    public static String ownArchive() {
        return Path.of(Main.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString();
    }

    /** Returns the folder that the build writes to. */
    public static Path target() {
        return parent(Path.of(ownArchive()).toAbsolutePath());
    }

    /** Returns the folder of the whole project. */
    public static Path root() {
        return parent(parent(target()));
    }

    private static Path parent(Path path) {
        return Objects.requireNonNull(path.getParent(), path::toString);
    }

    /** Returns the class path of an application: the runtime, what it depends on, and the benchmarks. */
    public static String applicationClassPath() {
        try (Stream<Path> files = Files.list(target().resolve("lib"))) {
            return Stream.concat(
                            files.filter(file -> RUNTIME.stream()
                                            .anyMatch(name -> file.getFileName()
                                                    .toString()
                                                    .startsWith(name)))
                                    .map(Path::toString)
                                    .sorted(),
                            Stream.of(ownArchive()))
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns an archive that the benchmarks depend on. */
    public static Path library(String artifact) {
        try (Stream<Path> files = Files.list(target().resolve("lib"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(artifact))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a program to its end and returns what it printed; its errors go to ours. */
    public static String run(Collection<String> options, String classPath, Class<?> program, List<String> arguments) {
        List<String> command = command(options, classPath, program.getName(), arguments);
        return run(command, Map.of(), Path.of("."));
    }

    public static List<String> command(
            Collection<String> options, String classPath, String program, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, program));
        command.addAll(arguments);
        return command;
    }

    /** Runs a command to its end and returns what it printed. */
    public static String run(List<String> command, Map<String, String> environment, Path folder) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
            builder.environment().putAll(environment);
            Process process =
                    builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new IllegalStateException(command + " ended with " + code + "\n" + printed);
            }
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + command + " ran", e);
        }
    }
}
