package dev.replicate4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.replicate4j.internal.json.Json;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What GraalVM's native-image is told of this library: classes that travel by Java serialization, and services. */
class NativeImageMetadataTest {

    /** Not the class path: other modules, and the JDK, have classes and services too. */
    private static final Path CLASSES = Path.of("target/classes");

    private static final String FOLDER = "META-INF/native-image/dev.replicate4j/replicate-runtime/";

    @Test
    void everySerializableClassIsListed() throws IOException {
        List<String> travelling = new ClassFileImporter()
                .importPath(CLASSES).stream()
                        .filter(type -> type.isAssignableTo(Serializable.class))
                        .filter(type -> !type.getPackageName().startsWith("dev.replicate4j.internal"))
                        .filter(type -> !type.isAssignableTo(Throwable.class) && !type.isEnum() && !type.isInterface())
                        .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                        .map(JavaClass::getName)
                        .sorted()
                        .toList();

        assertThat(listed("serialization-config.json")).isEqualTo(travelling);
    }

    @Test
    void fileSystemProviderIsFoundByItsService() throws IOException {
        String service = "META-INF/services/java.nio.file.spi.FileSystemProvider";
        String provider = read(service).strip();

        assertThat(listed("reflect-config.json")).containsExactly(provider);
        assertThat(read(FOLDER + "resource-config.json")).contains(service);
    }

    private static String read(String resource) throws IOException {
        return Files.readString(CLASSES.resolve(resource));
    }

    private static List<String> listed(String file) throws IOException {
        List<?> entries = (List<?>) Json.parse(read(FOLDER + file));
        return entries.stream()
                .map(entry -> ((Map<?, ?>) entry).get("name").toString())
                .sorted()
                .toList();
    }
}
