package dev.replicate4j;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The packages stand on floors, and each uses only those below it. */
@AnalyzeClasses(packages = "dev.replicate4j", importOptions = DoNotIncludeTests.class)
class FloorsTest {

    @ArchTest
    static final ArchRule packagesUseOnlyLowerFloors = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("1: errors, HTTP, JSON, event streams")
            .definedBy(
                    "dev.replicate4j.error",
                    "dev.replicate4j.http",
                    "dev.replicate4j.internal.http",
                    "dev.replicate4j.internal.json",
                    "dev.replicate4j.internal.sse")
            .layer("2: the HTTP API")
            .definedBy("dev.replicate4j.api")
            .layer("3: calls and files")
            .definedBy("dev.replicate4j.internal.call", "dev.replicate4j.internal.file")
            .layer("4: what users write")
            .definedBy("dev.replicate4j", "dev.replicate4j.internal.spi")
            .whereLayer("2: the HTTP API")
            .mayOnlyBeAccessedByLayers("3: calls and files", "4: what users write")
            .whereLayer("3: calls and files")
            .mayOnlyBeAccessedByLayers("4: what users write")
            .whereLayer("4: what users write")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.replicate4j.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule eventStreamsKnowNothingOfModels = noClasses()
            .that()
            .resideInAPackage("dev.replicate4j.internal.sse")
            .should()
            .dependOnClassesThat(resideInAnyPackage("dev.replicate4j..")
                    .and(not(resideInAnyPackage("dev.replicate4j.internal.sse"))));

    @ArchTest
    static final ArchRule jacksonStaysInside = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(
                    "dev.replicate4j", "dev.replicate4j.api", "dev.replicate4j.error", "dev.replicate4j.http")
            .should()
            .haveRawReturnType(resideInAnyPackage("tools.jackson.."));

    @ArchTest
    static final ArchRule onlyTheJsonPackageUsesJackson = noClasses()
            .that()
            .resideOutsideOfPackage("dev.replicate4j.internal.json")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("tools.jackson..");
}
