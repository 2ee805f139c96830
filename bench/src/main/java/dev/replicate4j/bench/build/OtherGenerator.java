package dev.replicate4j.bench.build;

import dev.replicate4j.bench.Jvm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Another generator, in a project of its own beside this module.
 *
 * @param name its folder
 * @param driver its class that is run
 * @param classPath its driver and what that needs
 */
record OtherGenerator(String name, String driver, String classPath) {

    /** Compiles the driver. */
    static OtherGenerator prepare(String name, String driver) {
        Path project = Jvm.target().resolveSibling("peers").resolve(name);
        Jvm.run(List.of("mvn", "-q", "-f", project.resolve("pom.xml").toString(), "compile"), Map.of(), Path.of("."));
        Path target = project.resolve("target");
        return new OtherGenerator(
                name, driver, target.resolve("classes") + File.pathSeparator + target.resolve("lib") + "/*");
    }

    String generate(Path documents, Path out, int models) throws IOException {
        Folders.delete(out);
        // Its log would otherwise be most of its work.
        List<String> options = List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=off");
        return Timed.run(
                name + ", " + models + " models",
                Jvm.command(options, classPath, driver, List.of(documents.toString(), out.toString())),
                models);
    }
}
