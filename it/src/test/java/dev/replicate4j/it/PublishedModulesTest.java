package dev.replicate4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Maven Central and users of the BOM ask of a module that is published. A module that is not says {@code maven.deploy.skip}. */
class PublishedModulesTest {

    private static final Pom BOM = Pom.read(Snippets.ROOT.resolve("bom/pom.xml"));

    @Test
    void bomListsEveryPublishedModule() {
        assertThat(BOM.texts("/project/dependencyManagement/dependencies/dependency/artifactId"))
                .as("the modules that bom/pom.xml lists (a module that is not published says maven.deploy.skip)")
                .containsExactlyInAnyOrderElementsOf(
                        published().map(Pom::artifactId).toList());
    }

    @Test
    void everyOtherModuleSaysThatItIsNotPublished() {
        assertThat(Pom.all().stream()
                        .filter(pom -> !pom.isPublished())
                        .filter(pom -> !List.of("replicate4j", "replicate-bom").contains(pom.artifactId()))
                        .filter(pom -> !pom.texts("/project/properties/maven.deploy.skip")
                                .equals(List.of("true")))
                        .map(Pom::file))
                .as("POMs of examples and tests without <maven.deploy.skip>true</maven.deploy.skip>")
                .isEmpty();
    }

    @Test
    void bomGivesEveryModuleTheProjectsOwnVersion() {
        assertThat(BOM.nodes("/project/dependencyManagement/dependencies/dependency"))
                .as("nothing but our modules, as importing the BOM sets the versions of what it lists")
                .hasSameSizeAs(
                        BOM.nodes(
                                "/project/dependencyManagement/dependencies/dependency[groupId='dev.replicate4j'][version='${project.version}']"));
        assertThat(BOM.nodes("/project/parent"))
                .as("a parent, whose versions it would bring")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/project/url",
                "/project/licenses/license/name",
                "/project/licenses/license/url",
                "/project/developers/developer/name",
                "/project/scm/connection",
                "/project/scm/developerConnection",
                "/project/scm/url"
            })
    void everyPublishedPomInheritsWhereItComesFrom(String path) {
        assertThat(BOM.texts(path)).as(path + " of bom/pom.xml").hasSize(1).allMatch(text -> !text.isEmpty());
        assertThat(published().flatMap(pom -> pom.texts(path).stream()))
                .as(path + " of a module, which inherits it")
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("published")
    void publishedModuleHasNameAndDescription(Pom pom) {
        assertThat(pom.texts("/project/name")).containsExactly(pom.artifactId());
        assertThat(pom.texts("/project/description")).hasSize(1).allMatch(text -> text.length() > 20);
        assertThat(pom.texts("/project/packaging")).isIn(List.of(), List.of("jar"), List.of("maven-plugin"));
        assertThat(pom.hasSources()).isTrue();
    }

    @Test
    void everyVersionIsPinned() {
        for (Pom pom : Stream.concat(Stream.of(BOM), Pom.all().stream()).toList()) {
            assertThat(pom.texts("//dependency/version | //plugin/version | //parent/version | //path/version"))
                    .as("versions in " + pom.file())
                    .noneMatch(version -> version.matches(".*[\\[(,].*|LATEST|RELEASE"))
                    .noneMatch(version -> version.endsWith("-SNAPSHOT") && !version.equals(ownVersion()));
            assertThat(pom.texts("/project/properties/*"))
                    .as("properties in " + pom.file())
                    .noneMatch(version -> version.endsWith("-SNAPSHOT") && !version.equals(ownVersion()));
        }
    }

    private static String ownVersion() {
        return BOM.texts("/project/version").get(0);
    }

    private static Stream<Pom> published() {
        return Pom.published().stream();
    }
}
