package dev.replicate4j.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.codegen.fetch.FetchSettings;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.eclipse.aether.RepositorySystemSession;
import org.junit.jupiter.api.Test;

class MavenFetchSettingsTest {

    private final MavenExecutionRequest request = new DefaultMavenExecutionRequest();
    private final Map<String, String> environment = new HashMap<>();

    @Test
    void theTokenIsThatOfTheCommandLineElseOfTheEnvironmentElseOfTheSettings() {
        request.addServer(server("replicate", "of-the-settings"));
        assertThat(access().token()).isEqualTo("decrypted of-the-settings");

        environment.put("REPLICATE_API_TOKEN", "of-the-environment");
        assertThat(access().token()).isEqualTo("of-the-environment");

        Properties properties = new Properties();
        properties.setProperty("replicate.apiToken", "of-the-command-line");
        request.setUserProperties(properties);
        assertThat(access().token()).isEqualTo("of-the-command-line");
    }

    @Test
    void anotherServerIsNotAsked() {
        request.addServer(server("central", "of-another"));

        assertThat(access().token()).isNull();
    }

    @Test
    void hostsThatTheSettingsExceptAreAskedDirectly() {
        proxy("localhost|*.acme.com");

        ProxySelector selector = client().proxy().orElseThrow();

        assertThat(selector.select(URI.create("https://api.replicate.com/v1")))
                .containsExactly(
                        new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("proxy.acme.com", 3128)));
        assertThat(selector.select(URI.create("https://gateway.acme.com/v1"))).containsExactly(Proxy.NO_PROXY);
        assertThat(selector.select(URI.create("http://LOCALHOST:5000/openapi.json")))
                .containsExactly(Proxy.NO_PROXY);
        assertThat(selector.select(URI.create("https://acme.com.example.org/"))).doesNotContain(Proxy.NO_PROXY);
    }

    @Test
    void onlyTheProxyIsToldTheLoginOfTheProxy() {
        proxy("").setUsername("user");

        assertThat(client().authenticator()).isPresent().hasValueSatisfying(login -> {
            assertThat(login.requestPasswordAuthenticationInstance(
                            "api.replicate.com",
                            null,
                            443,
                            "https",
                            "",
                            "basic",
                            null,
                            java.net.Authenticator.RequestorType.SERVER))
                    .isNull();
            assertThat(login.requestPasswordAuthenticationInstance(
                            "proxy.acme.com",
                            null,
                            3128,
                            "http",
                            "",
                            "basic",
                            null,
                            java.net.Authenticator.RequestorType.PROXY))
                    .satisfies(
                            answer -> assertThat(answer.getPassword()).containsExactly("decrypted pass".toCharArray()));
        });
    }

    @Test
    void withoutAProxyTheClientIsLeftAlone() {
        assertThat(client().proxy()).isEmpty();
    }

    private HttpClient client() {
        return access().proxy().apply(HttpClient.newBuilder()).build();
    }

    private org.apache.maven.settings.Proxy proxy(String nonProxyHosts) {
        org.apache.maven.settings.Proxy proxy = new org.apache.maven.settings.Proxy();
        proxy.setHost("proxy.acme.com");
        proxy.setPort(3128);
        proxy.setPassword("pass");
        proxy.setNonProxyHosts(nonProxyHosts);
        request.addProxy(proxy);
        return proxy;
    }

    @SuppressWarnings("deprecation") // there is no other way to make a session without a whole Maven
    private FetchSettings access() {
        Plugin plugin = new Plugin();
        plugin.setGroupId("dev.replicate4j");
        plugin.setArtifactId("replicate-maven-plugin");
        MavenSession session =
                new MavenSession(null, (RepositorySystemSession) null, request, new DefaultMavenExecutionResult());
        MavenProject project = new MavenProject();
        session.setProjects(List.of(project));
        session.setCurrentProject(project);
        return new MavenFetchSettings(
                        session,
                        new Decrypter(),
                        "replicate",
                        null,
                        new MojoExecution(plugin, "pin", "default-cli"),
                        environment)
                .get();
    }

    private static Server server(String id, String password) {
        Server server = new Server();
        server.setId(id);
        server.setPassword(password);
        return server;
    }

    /** Shows that a password went through it. */
    private static final class Decrypter implements SettingsDecrypter {

        @Override
        public SettingsDecryptionResult decrypt(SettingsDecryptionRequest request) {
            request.getServers().forEach(server -> server.setPassword("decrypted " + server.getPassword()));
            request.getProxies().forEach(proxy -> proxy.setPassword("decrypted " + proxy.getPassword()));
            return new Decrypted(request);
        }
    }

    private record Decrypted(SettingsDecryptionRequest request) implements SettingsDecryptionResult {

        @Override
        public Server getServer() {
            return request.getServers().isEmpty() ? null : request.getServers().get(0);
        }

        @Override
        public List<Server> getServers() {
            return request.getServers();
        }

        @Override
        public org.apache.maven.settings.Proxy getProxy() {
            return request.getProxies().isEmpty() ? null : request.getProxies().get(0);
        }

        @Override
        public List<org.apache.maven.settings.Proxy> getProxies() {
            return request.getProxies();
        }

        @Override
        public List<SettingsProblem> getProblems() {
            return List.of();
        }
    }
}
