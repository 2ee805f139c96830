package dev.replicate4j.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small project that declares models, as a user would write it. */
record ConsumerProject(Path folder) {

    /**
     * Writes the project's POM.
     *
     * @param name the folder's name
     * @param models the {@code <model>} elements
     */
    static ConsumerProject create(String name, String models) throws IOException {
        Path folder = MavenBuild.project(name);
        Files.writeString(folder.resolve("pom.xml"), """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>com.acme</groupId>
                  <artifactId>%1$s</artifactId>
                  <version>1.0.0</version>
                  <properties>
                    <maven.compiler.release>17</maven.compiler.release>
                    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
                  </properties>
                  <dependencies>
                    <dependency>
                      <groupId>dev.replicate4j</groupId>
                      <artifactId>replicate-runtime</artifactId>
                      <version>%2$s</version>
                    </dependency>
                  </dependencies>
                  <build>
                    <plugins>
                      <plugin>
                        <groupId>dev.replicate4j</groupId>
                        <artifactId>replicate-maven-plugin</artifactId>
                        <version>%2$s</version>
                        <configuration>
                          <packageName>com.acme.models</packageName>
                          <models>%3$s</models>
                        </configuration>
                        <executions><execution><goals><goal>generate</goal></goals></execution></executions>
                      </plugin>
                      <plugin>
                        <groupId>org.apache.maven.plugins</groupId>
                        <artifactId>maven-resources-plugin</artifactId>
                        <version>3.5.0</version>
                      </plugin>
                      <plugin>
                        <groupId>org.apache.maven.plugins</groupId>
                        <artifactId>maven-compiler-plugin</artifactId>
                        <version>3.16.0</version>
                        <configuration>
                          <compilerArgs><arg>-Xlint:all</arg><arg>-Werror</arg></compilerArgs>
                        </configuration>
                      </plugin>
                    </plugins>
                  </build>
                </project>
                """.formatted(name, System.getProperty("it.version"), models));
        return new ConsumerProject(folder);
    }

    /** Turns the compiler plugin on, as {@code replicate:help} says. */
    ConsumerProject withCompilerPlugin() throws IOException {
        Path pom = folder.resolve("pom.xml");
        Files.writeString(
                pom, Files.readString(pom).replace("<compilerArgs>", """
                <annotationProcessorPaths><path>
                  <groupId>dev.replicate4j</groupId><artifactId>replicate-javac</artifactId><version>%s</version>
                </path></annotationProcessorPaths>
                <compilerArgs><arg>-Xplugin:Replicate4j</arg>""".formatted(System.getProperty("it.version"))));
        return this;
    }

    /** Copies a pin of the quickstart into the project. */
    ConsumerProject withQuickstartPin(String ref) throws IOException {
        return withPin(
                ref, Files.readString(Snippets.ROOT.resolve("it/quickstart/src/main/replicate/" + ref + ".json")));
    }

    ConsumerProject withPin(String ref, String pin) throws IOException {
        Path file = folder.resolve("src/main/replicate/" + ref + ".json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, pin);
        return this;
    }

    ConsumerProject withSource(String path, String source) throws IOException {
        Path file = folder.resolve("src/main/java").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
        return this;
    }

    Path classes() {
        return folder.resolve("target/classes");
    }
}
