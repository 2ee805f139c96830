package dev.replicate4j;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/** The packages stand on floors, each uses only those below it, and nothing depends on itself. */
@AnalyzeClasses(
        packages = "dev.replicate4j",
        importOptions = {DoNotIncludeTests.class, FloorsTest.OfTheRuntime.class})
class FloorsTest {

    /** What tests share is in a module of its own. */
    static final class OfTheRuntime implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("testsupport");
        }
    }

    private static final String ROOT = "dev.replicate4j";

    /** From the ground up; what stands on one floor may use its neighbours. */
    private static final List<List<String>> FLOORS = List.of(
            List.of("error", "http", "internal.http", "internal.json", "internal.sse", "internal.transfer"),
            List.of("api"),
            List.of("model"),
            List.of("internal.file", "internal.input", "internal.output", "internal.lookup", "internal.call"),
            List.of("internal.proxy"),
            List.of("", "internal.spi"));

    @ArchTest
    static final ArchRule packagesUseOnlyLowerFloors = classes()
            .should(new ArchCondition<>("use only packages of their floor or a lower one") {
                @Override
                public void check(JavaClass using, ConditionEvents events) {
                    using.getDirectDependenciesFromSelf().stream()
                            .filter(dependency ->
                                    dependency.getTargetClass().getPackageName().startsWith(ROOT))
                            .filter(dependency -> floor(dependency.getTargetClass()) > floor(using))
                            .forEach(dependency ->
                                    events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
                }
            });

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
    static final ArchRule onlyTheJsonPackageUsesJackson = noClasses()
            .that()
            .resideOutsideOfPackage("dev.replicate4j.internal.json")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("tools.jackson..");

    private static int floor(JavaClass type) {
        String name =
                type.getPackageName().equals(ROOT) ? "" : type.getPackageName().substring(ROOT.length() + 1);
        for (int floor = 0; floor < FLOORS.size(); floor++) {
            if (FLOORS.get(floor).contains(name)) {
                return floor;
            }
        }
        throw new AssertionError("The package " + type.getPackageName() + " stands on no floor.");
    }
}
