package dev.replicate4j.bench.build;

import dev.replicate4j.bench.Child;
import dev.replicate4j.bench.Jvm;
import dev.replicate4j.bench.Table;
import dev.replicate4j.codegen.pin.Pin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a generator's plugin adds to {@code mvn generate-sources} of a project with five models. */
public final class Builds {
    private static final int MODELS = 5;
    private static final String LIMIT = "no plugin";

    private final Corpus corpus;
    private final Path folder;
    private final Path repository;

    private Builds(Corpus corpus, Path folder, Path repository) {
        this.corpus = corpus;
        this.folder = folder;
        this.repository = repository;
    }

    /**
     * Compares.
     *
     * @param arguments how many runs; 5 by default
     * @throws IOException when a project cannot be written
     */
    public static void compare(List<String> arguments) throws IOException {
        String models = System.getProperty("replicate.corpus", "");
        if (models.isEmpty() || !Files.exists(Path.of(models))) {
            System.out.println(Generate.SKIPPED);
            return;
        }
        int runs = arguments.isEmpty() ? 5 : Integer.parseInt(arguments.get(0));
        Builds builds = new Builds(
                Corpus.unpack(Path.of(models), MODELS),
                Jvm.target().resolve("builds"),
                LocalRepository.prepare(Jvm.target().resolve("m2")));
        builds.compare(builds.projects(), runs);
    }

    private void compare(Map<String, Path> projects, int runs) throws IOException {
        for (Path project : projects.values()) {
            Jvm.run(maven(), Map.of(), project);
        }
        Child clean = new Child();
        Child unchanged = new Child();
        for (int run = 0; run < runs; run++) {
            for (Map.Entry<String, Path> project : projects.entrySet()) {
                Folders.delete(project.getValue().resolve("target"));
                clean.add(offline(project));
                unchanged.add(offline(project));
            }
        }
        Table table = new Table(
                "mvn -o generate-sources, " + MODELS + " models, " + runs + " runs",
                "plugin",
                "clean s",
                "added s",
                "unchanged s",
                "added s",
                "unchanged CPU s");
        for (String name : projects.keySet()) {
            table.row(
                    name,
                    clean.figure(name, 0).format(2),
                    "%.2f".formatted(clean.difference(name, LIMIT, 0).median()),
                    unchanged.figure(name, 0).format(2),
                    "%.2f".formatted(unchanged.difference(name, LIMIT, 0).median()),
                    unchanged.figure(name, 1).format(2));
        }
        table.print();
    }

    private String offline(Map.Entry<String, Path> project) throws IOException {
        List<String> command = new ArrayList<>(maven());
        command.add("-o");
        return Timed.run(project.getKey(), command, Map.of(), project.getValue(), MODELS);
    }

    private List<String> maven() {
        return List.of("mvn", "-q", "-Dmaven.repo.local=" + repository, "generate-sources");
    }

    private Map<String, Path> projects() throws IOException {
        Map<String, Path> projects = new LinkedHashMap<>();
        projects.put(LIMIT, project("plain", ""));
        projects.put("replicate-maven-plugin", project("replicate", replicate()));
        projects.put("jsonschema2pojo-maven-plugin 1.3.3", project("jsonschema2pojo", jsonschema2pojo()));
        projects.put("openapi-generator-maven-plugin 7.25.0", project("openapi-generator", openapiGenerator(false)));
        projects.put("the same, skipIfSpecIsUnchanged", project("openapi-generator-skip", openapiGenerator(true)));
        return projects;
    }

    private Path project(String name, String plugin) throws IOException {
        Path project = folder.resolve(name);
        Folders.delete(project);
        Path sources = Files.createDirectories(project.resolve("src/main/java"));
        Files.writeString(sources.resolve("App.java"), "class App {}\n");
        Files.writeString(project.resolve("pom.xml"), """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>bench</groupId>
                  <artifactId>%s</artifactId>
                  <version>1</version>
                  <properties>
                    <maven.compiler.release>17</maven.compiler.release>
                    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
                  </properties>
                  <build><plugins>%s</plugins></build>
                </project>
                """.formatted(name, plugin));
        for (Path pin : Folders.files(corpus.pins())) {
            Pin model = Pin.read(pin);
            model.write(project.resolve("src/main/replicate").resolve(model.ref() + ".json"));
        }
        return project;
    }

    private String replicate() throws IOException {
        StringBuilder models = new StringBuilder();
        for (Path pin : Folders.files(corpus.pins())) {
            models.append("<model>").append(Pin.read(pin).ref()).append("</model>");
        }
        return plugin(
                "dev.replicate4j:replicate-maven-plugin:0.1.0-SNAPSHOT",
                "generate",
                "<packageName>bench.models</packageName><models>" + models + "</models>");
    }

    private String jsonschema2pojo() throws IOException {
        Path schemas = folder.resolve("schemas");
        Folders.delete(schemas);
        List<Path> documents = Folders.files(corpus.documents());
        for (int i = 0; i < documents.size(); i++) {
            Files.createDirectories(schemas);
            Files.writeString(
                    schemas.resolve("Model" + i + ".json"),
                    "{\"$ref\":\"" + documents.get(i).toUri() + "#/components/schemas/Input\"}");
        }
        return plugin(
                "org.jsonschema2pojo:jsonschema2pojo-maven-plugin:1.3.3",
                "generate",
                "<sourceDirectory>" + schemas + "</sourceDirectory><targetPackage>bench.models</targetPackage>");
    }

    private String openapiGenerator(boolean skip) throws IOException {
        List<Path> documents = Folders.files(corpus.documents());
        String executions = IntStream.range(0, documents.size())
                .mapToObj(i -> """
                        <execution><id>m%d</id><goals><goal>generate</goal></goals><configuration>
                        <inputSpec>%s</inputSpec><generatorName>java</generatorName><library>native</library>
                        <output>${project.build.directory}/openapi/m%d</output><modelPackage>bench.m%d</modelPackage>
                        <generateApis>false</generateApis><generateSupportingFiles>false</generateSupportingFiles>
                        <generateModelTests>false</generateModelTests><skipValidateSpec>true</skipValidateSpec>
                        <generateModelDocumentation>false</generateModelDocumentation>
                        <skipIfSpecIsUnchanged>%s</skipIfSpecIsUnchanged></configuration></execution>\
                        """.formatted(i, documents.get(i), i, i, skip))
                .collect(Collectors.joining());
        return """
                <plugin><groupId>org.openapitools</groupId><artifactId>openapi-generator-maven-plugin</artifactId>
                <version>7.25.0</version><executions>%s</executions></plugin>""".formatted(executions);
    }

    private static String plugin(String coordinates, String goal, String configuration) {
        String[] words = coordinates.split(":", -1);
        return """
                <plugin><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version>
                <executions><execution><goals><goal>%s</goal></goals></execution></executions>
                <configuration>%s</configuration></plugin>""".formatted(words[0], words[1], words[2], goal, configuration);
    }
}
