package dev.replicate4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page that says why each public type is there names all of them, once. */
class PublicTypesTest {

    private static final Path CLASSES = Path.of("target/classes");
    private static final Pattern HEADING = Pattern.compile("## `([a-z0-9.]+)`.*");
    private static final Pattern ROW = Pattern.compile("\\| (`.*?`) \\| .{10,} \\|");

    @Test
    void pageNamesEachPublicTypeOnce() throws IOException {
        assertThat(described()).containsExactlyInAnyOrderElementsOf(exported());
    }

    private static List<String> exported() throws IOException {
        Set<String> packages;
        try (InputStream in = Files.newInputStream(CLASSES.resolve("module-info.class"))) {
            packages = ModuleDescriptor.read(in).exports().stream()
                    .filter(export -> !export.isQualified())
                    .map(ModuleDescriptor.Exports::source)
                    .collect(Collectors.toSet());
        }
        return new ClassFileImporter()
                .importPath(CLASSES).stream()
                        .filter(type -> packages.contains(type.getPackageName()))
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC) && type.isTopLevelClass())
                        .map(JavaClass::getName)
                        .toList();
    }

    private static List<String> described() throws IOException {
        List<String> names = new ArrayList<>();
        String section = "";
        for (String line : Files.readAllLines(Path.of("../docs/types.md"))) {
            Matcher heading = HEADING.matcher(line);
            Matcher row = ROW.matcher(line);
            if (heading.matches()) {
                section = heading.group(1);
            } else if (row.matches()) {
                for (String name : row.group(1).replace("`", "").split(", ")) {
                    names.add(section + "." + name);
                }
            }
        }
        return names;
    }
}
