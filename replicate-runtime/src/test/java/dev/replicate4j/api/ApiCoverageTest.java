package dev.replicate4j.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.replicate4j.Replicate;
import dev.replicate4j.api.Operations.Operation;
import dev.replicate4j.internal.http.Loopback;
import dev.replicate4j.internal.json.Json;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every operation makes the request that it should. Where the system property {@code replicate.openapi} names Replicate's
 * own description of the API, the same calls are held against it: no operation, parameter or field may be missing.
 */
class ApiCoverageTest {

    private final Loopback server = new Loopback();
    private final Replicate replicate =
            Replicate.builder().baseUrl(server.baseUrl()).apiToken("r8_test").build();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        replicate.close();
        server.close();
    }

    @Test
    void everyOperationMakesItsRequest() throws IOException {
        StringBuilder table = new StringBuilder("| operation | request | on `Replicate` |\n|---|---|---|\n");
        for (Operation operation : Operations.all(folder)) {
            Loopback.Asked asked = make(operation);
            String[] request = operation.request().split(" ");
            assertThat(asked.method()).as(operation.id()).isEqualTo(request[0]);
            assertThat(asked.path()).as(operation.id()).isEqualTo("/v1" + request[1]);
            table.append("| ").append(operation.id());
            table.append(" | ")
                    .append(operation.request())
                    .append(" | `")
                    .append(operation.java())
                    .append("` |\n");
        }
        Files.writeString(Path.of("target", "api-coverage.md"), table);
        assertThat(Path.of("..", "docs", "http-api.md"))
                .as("the page shows the table in target/api-coverage.md")
                .content()
                .contains(table);
    }

    @Test
    void nothingOfTheApisDescriptionIsMissing() throws IOException {
        String file = System.getProperty("replicate.openapi", "");
        assumeFalse(file.isEmpty(), "system property replicate.openapi names no file");
        OpenApi description = new OpenApi(Json.parse(Files.readAllBytes(Path.of(file))));
        List<String> missing = new ArrayList<>();
        Map<String, Operation> ours = new TreeMap<>();
        Operations.all(folder).forEach(operation -> ours.put(operation.id(), operation));

        for (OpenApi.Described described : description.operations()) {
            Operation operation = ours.remove(described.id());
            if (operation == null) {
                missing.add("operation " + described.id());
            } else {
                compare(description, described, operation, missing);
            }
        }

        assertThat(missing).isEmpty();
        assertThat(ours.keySet()).as("operations that the API does not have").isEmpty();
    }

    private void compare(OpenApi api, OpenApi.Described described, Operation operation, List<String> missing) {
        Loopback.Asked asked = make(operation);
        String id = operation.id();
        if (!asked.method().equals(described.method())
                || !described.matches(asked.path().substring("/v1".length()))) {
            missing.add(id + ": " + asked.method() + " " + asked.path());
        }
        String query = asked.query() == null ? "" : "&" + asked.query();
        described.parameters("query").stream()
                .filter(name -> !query.contains("&" + name + "="))
                .forEach(name -> missing.add(id + ": query parameter " + name));
        described.parameters("header").stream()
                .filter(name -> asked.header(name).isEmpty())
                .forEach(name -> missing.add(id + ": header " + name));
        described.requestFields().stream()
                .filter(name -> !asked.body().contains("\"" + name + "\""))
                .filter(name -> !isPartAttribute(id, name))
                .forEach(name -> missing.add(id + ": request field " + name));
        if (operation.result() != null) {
            compareFields(id, api, described.responseSchema(), operation.result(), missing);
        }
    }

    /** Name and type of an upload are attributes of its part: the form that the API's documentation shows. */
    private static boolean isPartAttribute(String operation, String field) {
        return operation.equals("files.create") && Set.of("filename", "type").contains(field);
    }

    private void compareFields(
            String place, OpenApi api, Map<String, Object> schema, Class<?> type, List<String> missing) {
        Map<String, Map<String, Object>> fields = api.fields(schema);
        for (String name : fields.keySet()) {
            Method accessor = accessor(type, name);
            if (accessor == null) {
                missing.add(place + ": " + type.getSimpleName() + " has no field " + name);
            } else {
                Class<?> inner = OpenApi.recordIn(accessor.getGenericReturnType());
                if (inner != null && !api.fields(fields.get(name)).isEmpty()) {
                    compareFields(place + "." + name, api, fields.get(name), inner, missing);
                }
            }
        }
    }

    private static Method accessor(Class<?> type, String wireName) {
        String name = Arrays.stream(wireName.split("_"))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
        Set<String> names = Set.of(Character.toLowerCase(name.charAt(0)) + name.substring(1), "is" + name);
        return Arrays.stream(type.getMethods())
                .filter(method -> names.contains(method.getName()) && method.getParameterCount() == 0)
                .findFirst()
                .orElse(null);
    }

    private Loopback.Asked make(Operation operation) {
        server.then(200, operation.reply());
        operation.call().accept(replicate);
        return server.last();
    }
}
