package dev.replicate4j.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.maven.shared.invoker.DefaultInvocationRequest;
import org.apache.maven.shared.invoker.DefaultInvoker;
import org.apache.maven.shared.invoker.InvocationRequest;
import org.apache.maven.shared.invoker.MavenInvocationException;

/** A real Maven build of a consumer project, by the Maven that runs these tests, on the staged artifacts. */
record MavenBuild(int exitCode, String output) {

    private static final Path REPOSITORY = Path.of(System.getProperty("it.repository"));
    private static final Path SETTINGS = Path.of(System.getProperty("it.settings"));
    private static final Path WORK = Path.of(System.getProperty("it.work"));

    /** Makes an empty folder for a consumer project. */
    static Path project(String name) throws IOException {
        Path project = WORK.resolve(name);
        if (Files.exists(project)) {
            try (var files = Files.walk(project)) {
                files.sorted((a, b) -> b.compareTo(a)).map(Path::toFile).forEach(File::delete);
            }
        }
        return Files.createDirectories(project);
    }

    /** {@return the repository of staged artifacts; skips the test where there is none} */
    static Path staged() {
        assumeStaged();
        return REPOSITORY;
    }

    private static void assumeStaged() {
        assumeTrue(
                Files.isDirectory(REPOSITORY) && Files.isRegularFile(SETTINGS),
                "skipped: build replicate-maven-plugin in the same run, which stages what consumer builds need");
    }

    /** Runs Maven in the project, with no token in its environment. */
    static MavenBuild run(Path project, List<String> arguments) throws MavenInvocationException {
        assumeStaged();
        List<String> lines = new ArrayList<>();
        InvocationRequest request = new DefaultInvocationRequest();
        request.setBaseDirectory(project.toFile());
        request.setBatchMode(true);
        request.setNoTransferProgress(true);
        request.setLocalRepositoryDirectory(REPOSITORY.toFile());
        request.setGlobalSettingsFile(SETTINGS.toFile()); // the user's own settings stay in force
        request.addArgs(arguments);
        Properties properties = new Properties();
        properties.setProperty("aether.offline.protocols", "file"); // copying from the user's repository is no network
        request.setProperties(properties);
        request.addShellEnvironment("REPLICATE_API_TOKEN", "");
        request.addShellEnvironment("REPLICATE_BASE_URL", "");
        request.setMavenOpts("-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        request.setOutputHandler(lines::add);
        request.setErrorHandler(lines::add);
        DefaultInvoker invoker = new DefaultInvoker();
        invoker.setMavenHome(new File(System.getProperty("maven.home")));
        int exitCode = invoker.execute(request).getExitCode();
        return new MavenBuild(exitCode, String.join("\n", lines));
    }
}
