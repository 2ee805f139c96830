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
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What modules may know of each other. Each module's packages begin with a word of its own; the runtime has the rest. */
@AnalyzeClasses(packages = "dev.replicate4j", importOptions = DoNotIncludeTests.class)
class ModulesTest {

    private static final String ROOT = "dev.replicate4j";

    private static final String RUNTIME = "runtime";

    /** The modules by the first word of their packages, each with those that it stands on. */
    private static final Map<String, Set<String>> MODULES = Map.ofEntries(
            Map.entry("testsupport", Set.of()),
            Map.entry(RUNTIME, Set.of()),
            Map.entry("codegen", Set.of(RUNTIME)),
            Map.entry("maven", Set.of(RUNTIME, "codegen")),
            Map.entry("testkit", Set.of(RUNTIME)),
            Map.entry("javac", Set.of()),
            Map.entry("jobs", Set.of(RUNTIME)),
            Map.entry("tools", Set.of(RUNTIME, "codegen", "jobs")),
            // Its demonstration is served by the testkit.
            Map.entry("mcp", Set.of(RUNTIME, "codegen", "jobs", "testkit", "tools")),
            Map.entry("langchain4j", Set.of(RUNTIME, "tools")),
            // The starter's test slice starts the testkit.
            Map.entry("spring", Set.of(RUNTIME, "testkit", "tools")));

    @ArchTest
    static final ArchRule modulesUseOnlyThoseThatTheyStandOn = classes()
            .should(new ArchCondition<>("use only the modules that theirs stands on") {
                @Override
                public void check(JavaClass using, ConditionEvents events) {
                    Set<String> allowed = MODULES.get(module(using));
                    using.getDirectDependenciesFromSelf().stream()
                            .filter(dependency ->
                                    dependency.getTargetClass().getPackageName().startsWith(ROOT))
                            .filter(dependency ->
                                    !module(dependency.getTargetClass()).equals(module(using))
                                            && !allowed.contains(module(dependency.getTargetClass())))
                            .forEach(dependency ->
                                    events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
                }
            });

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

    /**
     * A class counts as one with its builder, factory or format where it has methods that call them, and so does a parent with
     * methods that make its children. Annotations do nothing; Micrometer wants a convention and its documentation to name each other.
     */
    @ArchTest
    static final ArchRule classesHaveNoCycles =
            slices().assignedFrom(families()).should().beFreeOfCycles();

    private static SliceAssignment families() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                JavaClass outermost = outermost(type);
                return outermost.getPackageName().startsWith(ROOT)
                                && !outermost.isAnnotation()
                                && !outermost.getSimpleName().endsWith("ObservationDocumentation")
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
        String made = type.getName().replaceFirst("(?<=\\w)(Builder|Factory|Format)$", "");
        Set<JavaClass> parents = new HashSet<>(type.getRawInterfaces());
        type.getRawSuperclass().ifPresent(parents::add);
        return type.getDirectDependenciesFromSelf().stream()
                .map(dependency -> outermost(dependency.getTargetClass()))
                .filter(other -> !other.equals(type)
                        && (parents.contains(other) || other.getName().equals(made)))
                .filter(other -> knows(other, type))
                .map(ModulesTest::family)
                .findFirst()
                .orElse(type.getName());
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
        return words.length > 1 && MODULES.containsKey(words[1]) ? words[1] : RUNTIME;
    }
}
