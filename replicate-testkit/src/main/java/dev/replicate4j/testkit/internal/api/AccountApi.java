package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.http.Reply;
import dev.replicate4j.testkit.internal.http.Router;
import dev.replicate4j.testkit.internal.json.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What belongs to the account: who it is, what it may run on, how its webhooks are signed. */
public final class AccountApi {

    /** The account that owns what is created here. */
    static final String USERNAME = "testkit";

    private static final List<Map<String, @Nullable Object>> HARDWARE = List.of(
            Json.object("name", "CPU", "sku", "cpu"),
            Json.object("name", "Nvidia T4 GPU", "sku", "gpu-t4"),
            Json.object("name", "Nvidia A40 GPU", "sku", "gpu-a40-small"),
            Json.object("name", "Nvidia A40 (Large) GPU", "sku", "gpu-a40-large"));

    private final String webhookSecret;

    /** Serves the account whose webhooks are signed with the given secret. */
    public AccountApi(String webhookSecret) {
        this.webhookSecret = webhookSecret;
    }

    /** Adds the operations. */
    public void addTo(Router router) {
        router.add("GET", "/v1/account", call -> Reply.json(200, account()))
                .add("GET", "/v1/hardware", call -> Reply.json(200, HARDWARE))
                .add("GET", "/v1/webhooks/default/secret", call -> Reply.json(200, Json.object("key", webhookSecret)));
    }

    static Map<String, @Nullable Object> account() {
        return Json.object(
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
