package dev.replicate4j.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.replicate4j.jobs", importOptions = ImportOption.DoNotIncludeTests.class)
class PackagesTest {

    @ArchTest
    static final ArchRule packagesUseLowerFloorsOnly = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("jobs")
            .definedBy("dev.replicate4j.jobs")
            .layer("report")
            .definedBy("..internal.report")
            .layer("journal")
            .definedBy("..internal.journal")
            .layer("json")
            .definedBy("..internal.json")
            .whereLayer("jobs")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("report")
            .mayOnlyBeAccessedByLayers("jobs")
            .whereLayer("journal")
            .mayOnlyBeAccessedByLayers("jobs", "report");

    @ArchTest
    static final ArchRule oneDoorToTheJsonLibrary = noClasses()
            .that()
            .resideOutsideOfPackage("..internal.json")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("tools.jackson..");
}
