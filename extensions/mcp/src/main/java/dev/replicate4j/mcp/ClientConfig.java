package dev.replicate4j.mcp;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What to put into the settings of a client, so that it starts this server. Holds no token. */
final class ClientConfig {

    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final Set<String> FOLDERS = Set.of("--pins", "--save", "--files");

    private ClientConfig() {}

    /**
     * Returns the settings.
     *
     * @param client {@code claude}, {@code cursor} or {@code vscode}
     * @param arguments the command line, without the request for this
     * @throws IllegalArgumentException if there is no such client
     */
    static String of(String client, List<String> arguments) {
        Map<String, Object> server = new LinkedHashMap<>();
        boolean code = client.equals("vscode");
        if (code) {
            server.put("type", "stdio");
        }
        server.put("command", "java");
        List<String> command = new ArrayList<>(List.of("-jar", jar()));
        command.addAll(absolute(arguments));
        server.put("args", command);
        if (!arguments.contains("--demo")) {
            server.put("env", Map.of("REPLICATE_API_TOKEN", code ? "${input:replicate-token}" : "put your token here"));
        }
        Map<String, Object> settings = new LinkedHashMap<>();
        switch (client) {
            case "claude", "cursor" -> settings.put("mcpServers", Map.of("replicate", server));
            case "vscode" -> {
                Map<String, Object> input = new LinkedHashMap<>();
                input.put("type", "promptString");
                input.put("id", "replicate-token");
                input.put("description", "Replicate API token");
                input.put("password", true);
                settings.put("inputs", List.of(input));
                settings.put("servers", Map.of("replicate", server));
            }
            default ->
                throw new IllegalArgumentException(
                        "--print-config must be claude, cursor or vscode, but is \"" + client + "\".");
        }
        return PRETTY.writeValueAsString(settings);
    }

    /** A client starts the server in a folder of its own. */
    private static List<String> absolute(List<String> arguments) {
        List<String> command = new ArrayList<>(arguments);
        if (!command.contains("--pins")) {
            command.addAll(List.of("--pins", McpOptions.DEFAULT_PINS));
        }
        for (int i = 1; i < command.size(); i++) {
            if (FOLDERS.contains(command.get(i - 1))) {
                command.set(
                        i, Path.of(command.get(i)).toAbsolutePath().normalize().toString());
            }
        }
        return command;
    }

    private static String jar() {
        try {
            return Path.of(ClientConfig.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            return "replicate-mcp-runnable.jar";
        }
    }
}
