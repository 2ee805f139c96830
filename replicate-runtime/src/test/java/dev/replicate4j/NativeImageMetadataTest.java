package dev.replicate4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.replicate4j.internal.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What GraalVM's native-image is told of this library: classes that travel by Java serialization, and services. */
class NativeImageMetadataTest {

    private static final String FOLDER = "META-INF/native-image/dev.replicate4j/replicate-runtime/";

    @Test
    void everySerializableClassIsListed() throws IOException {
        List<String> travelling = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.replicate4j").stream()
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
        try (InputStream in = NativeImageMetadataTest.class.getClassLoader().getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> listed(String file) throws IOException {
        try (InputStream in = NativeImageMetadataTest.class.getClassLoader().getResourceAsStream(FOLDER + file)) {
            List<?> entries = (List<?>) Json.parse(in.readAllBytes());
            return entries.stream()
                    .map(entry -> ((Map<?, ?>) entry).get("name").toString())
                    .sorted()
                    .toList();
        }
    }
}
