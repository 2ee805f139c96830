package dev.replicate4j.it;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.List;

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

    private static boolean isInternal(JavaClass type) {
        return type.getPackageName().startsWith(ROOT)
                && Arrays.asList(type.getPackageName().split("\\.")).contains("internal");
    }

    private static String module(JavaClass type) {
        String[] words = type.getPackageName().substring(ROOT.length()).split("\\.");
        return words.length > 1 && WORDS.contains(words[1]) ? words[1] : "runtime";
    }
}
