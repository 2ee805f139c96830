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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What GraalVM's native-image is told of this library: every class that travels by Java serialization. */
class NativeImageMetadataTest {

    private static final String FILE =
            "META-INF/native-image/dev.replicate4j/replicate-runtime/serialization-config.json";

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

        assertThat(listed()).isEqualTo(travelling);
    }

    private static List<String> listed() throws IOException {
        try (InputStream in = NativeImageMetadataTest.class.getClassLoader().getResourceAsStream(FILE)) {
            List<?> entries = (List<?>) Json.parse(in.readAllBytes());
            return entries.stream()
                    .map(entry -> ((Map<?, ?>) entry).get("name").toString())
                    .sorted()
                    .toList();
        }
    }
}
