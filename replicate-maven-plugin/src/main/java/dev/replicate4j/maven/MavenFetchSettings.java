package dev.replicate4j.maven;

import dev.replicate4j.codegen.fetch.FetchSettings;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/** Reads from Maven's session and settings how Replicate is reached. */
final class MavenFetchSettings implements Supplier<FetchSettings> {

    /** Read here and not as a parameter of the goals: {@code mvn -X} prints the values of parameters. */
    private static final String TOKEN_PROPERTY = "replicate.apiToken";

    private static final String PREFIX = "replicate";
    private static final String PLUGIN = "dev.replicate4j:replicate-maven-plugin";

    private final MavenSession session;
    private final SettingsDecrypter decrypter;
    private final String server;
    private final @Nullable String baseUrl;
    private final MojoExecution execution;
    private final Map<String, String> environment;

    MavenFetchSettings(
            MavenSession session,
            SettingsDecrypter decrypter,
            String server,
            @Nullable String baseUrl,
            MojoExecution execution,
            Map<String, String> environment) {
        this.session = session;
        this.decrypter = decrypter;
        this.server = server;
        this.baseUrl = baseUrl;
        this.execution = execution;
        this.environment = environment;
    }

    @Override
    public FetchSettings get() {
        String address = blankToNull(baseUrl) != null ? baseUrl : environment.get("REPLICATE_BASE_URL");
        return new FetchSettings(
                "replicate-maven-plugin", session.isOffline(), token(), blankToNull(address), proxy(), command());
    }

    private @Nullable String token() {
        String given = blankToNull(session.getUserProperties().getProperty(TOKEN_PROPERTY));
        if (given != null) {
            return given;
        }
        String variable = blankToNull(environment.get(FetchSettings.TOKEN_VARIABLE));
        if (variable != null) {
            return variable;
        }
        Server entry = session.getSettings().getServer(server);
        if (entry == null) {
            return null;
        }
        Server decrypted =
                decrypter.decrypt(new DefaultSettingsDecryptionRequest(entry)).getServer();
        return blankToNull(decrypted.getPassword());
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** A goal called by hand takes the plugin's configuration; an execution's own only where the execution is named. */
    private String command() {
        StringBuilder command = new StringBuilder("mvn ");
        if (session.getProjects().size() > 1) {
            // Maven knows a plugin by its prefix only where the POM in the current folder names it.
            command.append("-pl ").append(module()).append(' ').append(PLUGIN).append(":%s");
        } else {
            command.append(PREFIX).append(":%s");
        }
        Plugin plugin =
                session.getCurrentProject().getPlugin(execution.getPlugin().getKey());
        PluginExecution own =
                plugin == null ? null : plugin.getExecutionsAsMap().get(execution.getExecutionId());
        if (plugin != null && own != null && !Objects.equals(own.getConfiguration(), plugin.getConfiguration())) {
            command.append('@').append(execution.getExecutionId());
        }
        return command.toString();
    }

    private String module() {
        return ":" + session.getCurrentProject().getArtifactId().replace("%", "%%");
    }

    private UnaryOperator<HttpClient.Builder> proxy() {
        org.apache.maven.settings.Proxy active = session.getSettings().getActiveProxy();
        if (active == null) {
            return UnaryOperator.identity();
        }
        org.apache.maven.settings.Proxy proxy =
                decrypter.decrypt(new DefaultSettingsDecryptionRequest(active)).getProxy();
        return builder -> {
            builder.proxy(new SettingsProxy(proxy));
            if (proxy.getUsername() != null) {
                builder.authenticator(new ProxyLogin(proxy));
            }
            return builder;
        };
    }

    /** The proxy of the settings for every host but those that the settings except. */
    private static final class SettingsProxy extends ProxySelector {

        private final Proxy proxy;
        private final List<Pattern> direct;

        SettingsProxy(org.apache.maven.settings.Proxy settings) {
            proxy = new Proxy(
                    Proxy.Type.HTTP, InetSocketAddress.createUnresolved(settings.getHost(), settings.getPort()));
            direct = Arrays.stream(Optional.ofNullable(settings.getNonProxyHosts())
                            .orElse("")
                            .split("[|,]"))
                    .map(String::strip)
                    .filter(host -> !host.isEmpty())
                    .map(host ->
                            Pattern.compile(Pattern.quote(host).replace("*", "\\E.*\\Q"), Pattern.CASE_INSENSITIVE))
                    .toList();
        }

        @Override
        public List<Proxy> select(URI uri) {
            String host = Optional.ofNullable(uri.getHost()).orElse("");
            return List.of(
                    direct.stream().anyMatch(pattern -> pattern.matcher(host).matches()) ? Proxy.NO_PROXY : proxy);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            // The request fails with the same exception.
        }
    }

    /** Answers the proxy, and nobody else, with the login of the settings. */
    private static final class ProxyLogin extends Authenticator {

        private final org.apache.maven.settings.Proxy proxy;

        ProxyLogin(org.apache.maven.settings.Proxy proxy) {
            this.proxy = proxy;
        }

        @Override
        protected @Nullable PasswordAuthentication getPasswordAuthentication() {
            if (getRequestorType() != RequestorType.PROXY) {
                return null;
            }
            String password = Optional.ofNullable(proxy.getPassword()).orElse("");
            return new PasswordAuthentication(proxy.getUsername(), password.toCharArray());
        }
    }
}
