package dev.replicate4j.testkit;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/** Which package may use which. */
@AnalyzeClasses(packages = "dev.replicate4j.testkit", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String INTERNAL = "dev.replicate4j.testkit.internal.";

    @ArchTest
    static final ArchRule packagesUseNoneAboveThem = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("ground")
            .definedBy(INTERNAL + "json..", INTERNAL + "time..")
            .layer("http")
            .definedBy(INTERNAL + "http..")
            .layer("things")
            .definedBy(INTERNAL + "model..", INTERNAL + "media..", INTERNAL + "journal..")
            .layer("runs")
            .definedBy(INTERNAL + "run..")
            .layer("behaviour")
            .definedBy(INTERNAL + "responder..", INTERNAL + "fault..", INTERNAL + "webhook..", INTERNAL + "recording..")
            .layer("api")
            .definedBy(INTERNAL + "api..")
            .layer("engine")
            .definedBy("dev.replicate4j.testkit.internal")
            .layer("door")
            .definedBy("dev.replicate4j.testkit")
            .layer("junit")
            .definedBy("dev.replicate4j.testkit.junit..")
            .whereLayer("junit")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("door")
            .mayOnlyBeAccessedByLayers("junit", "engine")
            .whereLayer("engine")
            .mayOnlyBeAccessedByLayers("door")
            .whereLayer("api")
            .mayOnlyBeAccessedByLayers("engine", "door")
            .whereLayer("behaviour")
            .mayOnlyBeAccessedByLayers("api", "engine", "door")
            .whereLayer("runs")
            .mayOnlyBeAccessedByLayers("behaviour", "api", "engine", "door")
            .whereLayer("things")
            .mayOnlyBeAccessedByLayers("runs", "behaviour", "api", "engine", "door")
            .whereLayer("http")
            .mayOnlyBeAccessedByLayers("things", "runs", "behaviour", "api", "engine", "door");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            SlicesRuleDefinition.slices().matching(INTERNAL + "(*)..").should().beFreeOfCycles();
}
