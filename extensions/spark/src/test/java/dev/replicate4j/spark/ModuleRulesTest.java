package dev.replicate4j.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.replicate4j.testsupport.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the tests of all modules say of each module: this one is outside of the build that they see. */
@AnalyzeClasses(packages = "dev.replicate4j", importOptions = DoNotIncludeTests.class)
class ModuleRulesTest {

    private static final DescribedPredicate<JavaClass> INTERNAL_ELSEWHERE = DescribedPredicate.describe(
            "internal to another module",
            type -> type.getPackageName().startsWith("dev.replicate4j.")
                    && type.getPackageName().contains(".internal")
                    && !type.getPackageName().startsWith("dev.replicate4j.spark."));

    @ArchTest
    static final ArchRule usesNoInternalsOfOthers = noClasses()
            .that()
            .resideInAPackage("dev.replicate4j.spark..")
            .should()
            .dependOnClassesThat(INTERNAL_ELSEWHERE);

    @ArchTest
    static final ArchRule nobodyElseKnowsSpark = noClasses()
            .that()
            .resideOutsideOfPackage("dev.replicate4j.spark..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "dev.replicate4j.spark..");

    @ArchTest
    static final ArchRule storeAndLimitsDoNotKnowSpark = noClasses()
            .that()
            .resideInAPackage("dev.replicate4j.spark.internal..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "dev.replicate4j.spark");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.replicate4j.spark.(**)").should().beFreeOfCycles();

    /** A sealed family is one thing, and so is a class with what is nested in it. */
    @ArchTest
    static final ArchRule classesHaveNoCycles = slices().assignedFrom(new SliceAssignment() {
                @Override
                public SliceIdentifier getIdentifierOf(JavaClass type) {
                    return type.getPackageName().startsWith("dev.replicate4j.spark")
                            ? SliceIdentifier.of(outermost(type))
                            : SliceIdentifier.ignore();
                }

                @Override
                public String getDescription() {
                    return "top-level classes";
                }
            })
            .should()
            .beFreeOfCycles();

    private static String outermost(JavaClass type) {
        String name = type.getName().split("\\$")[0];
        return name.endsWith("LocalFolder") || name.endsWith("HadoopFolder")
                ? name.replaceAll("(Local|Hadoop)Folder", "SharedFolder") // the factory and what it makes
                : name;
    }

    /** Over the sources of the whole project, as not all modules are on this class path. */
    @Test
    void everyNameIsTakenOnce() throws IOException {
        Map<String, List<Path>> byName;
        try (Stream<Path> files = Files.walk(TestData.projectFolder())) {
            byName = files.filter(
                            file -> file.toString().replace('\\', '/').contains("/src/main/java/dev/replicate4j/"))
                    .filter(file -> file.toString().endsWith(".java") && !file.endsWith("package-info.java"))
                    .collect(Collectors.groupingBy(file -> file.getFileName().toString()));
        }

        byName.values()
                .removeIf(same -> same.size() == 1
                        || same.stream().noneMatch(file -> file.toString().contains("extensions/spark")));
        assertThat(byName).isEmpty();
    }
}
