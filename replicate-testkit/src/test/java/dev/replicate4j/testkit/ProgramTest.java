package dev.replicate4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The server as a process of its own. */
class ProgramTest {

    @Test
    void firstLineIsTheBaseUrlThenComesWhatIsServed() throws Exception {
        Process process = start("--port", "0", "--pins", "src/test/resources/pins");
        try (BufferedReader out = process.inputReader()) {
            String baseUrl = out.readLine();
            List<String> rest = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                rest.add(out.readLine());
            }

            assertThat(baseUrl).matches("http://127\\.0\\.0\\.1:\\d+/v1");
            assertThat(rest.get(0)).contains("test double");
            assertThat(rest).contains("  acme/painter").anyMatch(line -> line.matches("  acme/singer:[0-9a-f]{64}"));
            assertThat(status(baseUrl + "/account", "Token anything")).isEqualTo(200);
            assertThat(status(baseUrl + "/account", "Bearer ")).isEqualTo(401);
        } finally {
            process.destroy();
        }
    }

    @Test
    void wrongOptionsAreExplained() throws Exception {
        for (String[] wrong : List.of(
                new String[] {"--nonsense"}, new String[] {"--port"}, new String[] {"--port", "x"}, new String[] {
                    "--pins", "no/such/folder"
                })) {
            Process process = start(wrong);
            String error = new String(process.getErrorStream().readAllBytes());

            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(2);
            assertThat(error).contains(wrong[wrong.length - 1]).contains("--port N");
        }
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.replicate4j.testkit.internal.ServerMain"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }

    private static int status(String url, String authorization) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", authorization)
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
