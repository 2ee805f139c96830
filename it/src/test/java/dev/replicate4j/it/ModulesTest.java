package dev.replicate4j.it;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What modules may know of each other. Each module's packages begin with a word of its own; the runtime has the rest. */
@AnalyzeClasses(packages = "dev.replicate4j", importOptions = DoNotIncludeTests.class)
class ModulesTest {

    private static final String ROOT = "dev.replicate4j";

    private static final List<String> WORDS = List.of(
            "codegen", "javac", "jobs", "langchain4j", "maven", "mcp", "spring", "testkit", "testsupport", "tools");

    @ArchTest
    static final ArchRule noModuleUsesTheInternalsOfAnother = classes()
            .should(new ArchCondition<>("use no internal package of another module") {
                @Override
                public void check(JavaClass using, ConditionEvents events) {
                    using.getDirectDependenciesFromSelf().stream()
                            .filter(dependency -> isInternal(dependency.getTargetClass()))
                            .filter(dependency ->
                                    !module(dependency.getTargetClass()).equals(module(using)))
                            .forEach(dependency ->
                                    events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
                }
            });

    @ArchTest
    static final ArchRule onlyThePluginKnowsMaven = noClasses()
            .that()
            .resideOutsideOfPackage("dev.replicate4j.maven..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.maven..", "org.eclipse.aether..");

    @ArchTest
    static final ArchRule theRuntimeKnowsNoOtherModule = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.replicate4j.codegen..",
                    "dev.replicate4j.maven..",
                    "dev.replicate4j.mcp..",
                    "dev.replicate4j.spring..",
                    "dev.replicate4j.testkit..",
                    "dev.replicate4j.tools..",
                    "..testsupport..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.replicate4j.codegen..", "dev.replicate4j.maven..", "dev.replicate4j.testkit..");

    @ArchTest
    static final ArchRule codegenAndTestkitKnowOnlyTheRuntime = noClasses()
            .that()
            .resideInAnyPackage("dev.replicate4j.codegen..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.replicate4j.maven..", "dev.replicate4j.testkit..");

    /**
     * A class counts as one with its builder, factory and format, and with a parent that knows it: a sealed one, or one with
     * methods that make its children. Annotations do nothing.
     */
    @ArchTest
    static final ArchRule classesHaveNoCycles =
            slices().assignedFrom(families()).should().beFreeOfCycles();

    private static SliceAssignment families() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                JavaClass outermost = outermost(type);
                return outermost.getPackageName().startsWith(ROOT) && !outermost.isAnnotation()
                        ? SliceIdentifier.of(family(outermost))
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "classes";
            }
        };
    }

    private static JavaClass outermost(JavaClass type) {
        JavaClass outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer;
    }

    private static String family(JavaClass type) {
        String name = type.getName().replaceFirst("(?<=\\w)(Builder|Factory|Format)$", "");
        return Stream.concat(type.getRawSuperclass().stream(), type.getRawInterfaces().stream())
                .map(ModulesTest::outermost)
                .filter(parent -> !parent.equals(type) && knows(parent, type))
                .map(ModulesTest::family)
                .findFirst()
                .orElse(name);
    }

    private static boolean knows(JavaClass parent, JavaClass child) {
        return parent.getDirectDependenciesFromSelf().stream()
                .anyMatch(dependency -> outermost(dependency.getTargetClass()).equals(child));
    }

    private static boolean isInternal(JavaClass type) {
        return type.getPackageName().startsWith(ROOT)
                && Arrays.asList(type.getPackageName().split("\\.")).contains("internal");
    }

    private static String module(JavaClass type) {
        String[] words = type.getPackageName().substring(ROOT.length()).split("\\.");
        return words.length > 1 && WORDS.contains(words[1]) ? words[1] : "runtime";
    }
}
