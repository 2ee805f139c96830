package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.http.Router;
import dev.replicate4j.testkit.internal.http.ServerReply;
import dev.replicate4j.testkit.internal.json.ServerJson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The account, hardware and webhook secret. */
public final class AccountApi {

    /** The name of the account. */
    static final String USERNAME = "testkit";

    /** The SKUs of hardware. */
    static final String[] SKUS = {"cpu", "gpu-t4", "gpu-a40-small", "gpu-a40-large"};

    private static final List<Map<String, @Nullable Object>> HARDWARE = List.of(
            ServerJson.object("name", "CPU", "sku", SKUS[0]),
            ServerJson.object("name", "Nvidia T4 GPU", "sku", SKUS[1]),
            ServerJson.object("name", "Nvidia A40 GPU", "sku", SKUS[2]),
            ServerJson.object("name", "Nvidia A40 (Large) GPU", "sku", SKUS[3]));

    private final String webhookSecret;

    /** Serves the account whose webhooks are signed with the given secret. */
    public AccountApi(String webhookSecret) {
        this.webhookSecret = webhookSecret;
    }

    /** Adds the operations. */
    public void addTo(Router router) {
        router.add("GET", "/v1/account", call -> ServerReply.json(200, account()))
                .add("GET", "/v1/hardware", call -> ServerReply.json(200, HARDWARE))
                .add(
                        "GET",
                        "/v1/webhooks/default/secret",
                        call -> ServerReply.json(200, ServerJson.object("key", webhookSecret)));
    }

    static Map<String, @Nullable Object> account() {
        return ServerJson.object(
                "type",
                "user",
                "username",
                USERNAME,
                "name",
                "A test double",
                "github_url",
                "https://example.com/testkit",
                "avatar_url",
                "https://example.com/testkit.png");
    }
}
