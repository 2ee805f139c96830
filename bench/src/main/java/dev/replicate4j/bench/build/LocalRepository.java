package dev.replicate4j.bench.build;

import dev.replicate4j.bench.Jvm;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** A Maven repository that holds what the user's does and our artifacts, so that nothing is installed for a benchmark. */
final class LocalRepository {
    private static final String VERSION = "0.1.0-SNAPSHOT";
    private static final List<String> MODULES =
            List.of("replicate-runtime", "replicate-codegen", "replicate-maven-plugin");

    private LocalRepository() {}

    /** Links the user's repository and copies our artifacts into it. */
    static Path prepare(Path repository) throws IOException {
        Path users = Path.of(System.getProperty(
                "maven.repo.local",
                Path.of(System.getProperty("user.home"), ".m2", "repository").toString()));
        if (!Files.exists(repository)) {
            link(users, repository);
        }
        Path root = Jvm.root();
        put(repository, root.resolve("bom/pom.xml"), "replicate-bom", "pom");
        put(repository, root.resolve("pom.xml"), "replicate4j", "pom");
        for (String module : MODULES) {
            put(repository, root.resolve(module).resolve("pom.xml"), module, "pom");
            put(
                    repository,
                    root.resolve(module).resolve("target").resolve(module + "-" + VERSION + ".jar"),
                    module,
                    "jar");
        }
        return repository;
    }

    private static void put(Path repository, Path file, String artifact, String type) throws IOException {
        Path folder = Files.createDirectories(
                repository.resolve("dev/replicate4j").resolve(artifact).resolve(VERSION));
        Files.copy(file, folder.resolve(artifact + "-" + VERSION + "." + type), StandardCopyOption.REPLACE_EXISTING);
    }

    private static void link(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.createLink(to.resolve(from.relativize(file)), file);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
