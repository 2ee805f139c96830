package dev.replicate4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jars, as consumers get them. */
class JarsIT {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replicate-runtime",
                "replicate-codegen",
                "replicate-maven-plugin",
                "replicate-testkit",
                "replicate-javac"
            })
    void everyJarHoldsTheLicense(String artifact) throws IOException {
        try (JarFile jar = new JarFile(jar(artifact).toFile())) {
            ZipEntry license = jar.getEntry("META-INF/LICENSE");

            assertThat(license).as("META-INF/LICENSE in " + jar.getName()).isNotNull();
            assertThat(new String(jar.getInputStream(license).readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(Files.readString(Snippets.ROOT.resolve("LICENSE")));
        }
    }

    private static Path jar(String artifact) {
        String version = System.getProperty("it.version");
        return MavenBuild.staged()
                .resolve("dev/replicate4j/" + artifact + "/" + version + "/" + artifact + "-" + version + ".jar");
    }
}
