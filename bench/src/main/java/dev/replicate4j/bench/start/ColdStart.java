package dev.replicate4j.bench.start;

import dev.replicate4j.bench.Jvm;
import dev.replicate4j.bench.Sample;
import dev.replicate4j.bench.Stub;
import dev.replicate4j.bench.Table;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Time from the start of a JVM to its first result; the programs take turns. */
public final class ColdStart {
    /** What makes a short program start faster whatever it does: no second compiler, the simplest collector. */
    private static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private ColdStart() {}

    /**
     * Compares.
     *
     * @param arguments how many runs; 15 by default
     */
    public static void compare(List<String> arguments) {
        int runs = arguments.isEmpty() ? 15 : Integer.parseInt(arguments.get(0));
        try (Stub stub = Stub.start()) {
            table("First result over http", programs(stub.apiUrl(), List.of(), "http"), runs);
        }
        Tls tls = Tls.prepare();
        try (Stub stub = Stub.start(TlsStub.class, List.of(tls.keys().toString()), "https://localhost:")) {
            List<String> trust = List.of("-Djavax.net.ssl.trustStore=" + tls.trusted());
            table("First result over https", programs(stub.apiUrl(), trust, "https"), runs);
        }
    }

    private static Map<String, List<String>> programs(String api, List<String> options, String scheme) {
        Map<String, List<String>> programs = new LinkedHashMap<>();
        programs.put("bare JDK client", command(options, Jvm.ownArchive(), BareCall.class, api));
        programs.put("typed call", command(options, Jvm.applicationClassPath(), GeneratedCall.class, api));
        programs.put("bare JDK client, AppCDS", archived(options, Jvm.ownArchive(), BareCall.class, api, scheme));
        programs.put(
                "typed call, AppCDS", archived(options, Jvm.applicationClassPath(), GeneratedCall.class, api, scheme));
        programs.put("nothing (hello)", command(options, Jvm.ownArchive(), Hello.class, api));
        return programs;
    }

    private static List<String> command(List<String> options, String classPath, Class<?> program, String api) {
        return Jvm.command(options, classPath, program.getName(), List.of(api));
    }

    /** Makes the archive of classes that a first run has loaded, and returns a command that uses it. */
    private static List<String> archived(
            List<String> options, String classPath, Class<?> program, String api, String scheme) {
        Path archive = Jvm.target().resolve(program.getSimpleName() + "-" + scheme + ".jsa");
        List<String> training = new ArrayList<>(options);
        training.addAll(SHORT_LIVED);
        training.addAll(List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off"));
        millisToFirstLine(command(training, classPath, program, api));
        List<String> use = new ArrayList<>(options);
        use.addAll(SHORT_LIVED);
        use.add("-XX:SharedArchiveFile=" + archive);
        return command(use, classPath, program, api);
    }

    private static void table(String title, Map<String, List<String>> programs, int runs) {
        Map<String, List<Double>> millis = new LinkedHashMap<>();
        programs.values().forEach(ColdStart::millisToFirstLine);
        for (int run = 0; run < runs; run++) {
            programs.forEach((name, command) ->
                    millis.computeIfAbsent(name, key -> new ArrayList<>()).add(millisToFirstLine(command)));
        }
        Table table = new Table(title + ", " + runs + " runs", "program", "ms", "ratio");
        double limit = Sample.of(millis.values().iterator().next()).median();
        millis.forEach((name, figures) -> table.row(
                name,
                Sample.of(figures).format(0),
                "%.2f".formatted(Sample.of(figures).median() / limit)));
        table.print();
    }

    private static double millisToFirstLine(List<String> command) {
        try {
            long start = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                Objects.requireNonNull(lines.readLine(), () -> command + " printed nothing");
                double millis = (System.nanoTime() - start) / 1e6;
                process.waitFor();
                return millis;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** A key of our own, and the JDK's roots with its certificate. */
    private record Tls(Path keys, Path trusted) {
        static Tls prepare() {
            Path keys = Jvm.target().resolve("tls-keys.p12");
            Path trusted = Jvm.target().resolve("tls-trusted.p12");
            Path certificate = Jvm.target().resolve("tls.crt");
            try {
                Files.deleteIfExists(keys);
                Files.copy(
                        Path.of(System.getProperty("java.home"), "lib", "security", "cacerts"),
                        trusted,
                        StandardCopyOption.REPLACE_EXISTING);
                keytool("-genkeypair -alias key -keyalg EC -validity 3650 -dname CN=localhost"
                        + " -ext SAN=dns:localhost,ip:127.0.0.1 -storepass " + TlsStub.PASSWORD + " -keystore " + keys);
                keytool("-exportcert -alias key -storepass " + TlsStub.PASSWORD + " -keystore " + keys + " -file "
                        + certificate);
                keytool("-importcert -noprompt -alias key -storepass changeit -keystore " + trusted + " -file "
                        + certificate);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new Tls(keys, trusted);
        }

        private static void keytool(String arguments) {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
            command.addAll(List.of(arguments.split(" ")));
            Jvm.run(command, Map.of(), Path.of("."));
        }
    }
}
