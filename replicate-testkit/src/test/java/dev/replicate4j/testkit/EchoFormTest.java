package dev.replicate4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.testkit.Http.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EchoFormTest {

    private final ReplicateServer server = ReplicateServer.builder().start();
    private final Http http = new Http(server);

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "LARGE_INTEGERS_AS_FLOATS   | 9007199254740993        | 9.007199254740992E15",
                "LARGE_INTEGERS_AS_FLOATS   | 42                      | 42",
                "INTEGERS_AS_FLOATS         | 42                      | 42.0",
                "FLOATS_IN_SINGLE_PRECISION | 0.1                     | 0.10000000149011612",
                "FLOATS_ROUNDED             | 0.123456789             | 0.123457",
                "TEXTS_AS_NUMBERS           | \"1024\"                | 1024",
                "NUMBERS_AS_TEXTS           | 1024                    | \"1024\"",
                "BOOLEANS_AS_TEXTS          | true                    | \"true\"",
                "TEXTS_TRIMMED              | \" a cat \"             | \"a cat\"",
                "TEXTS_SHORTENED            | \"a cat that sits on a mat and looks\" | \"a cat that sits on a mat and loo...\"",
                "LINE_ENDS_AS_CRLF          | \"a\\nb\\r\\nc\"        | \"a\\r\\nb\\r\\nc\"",
                "LINE_ENDS_AS_LF            | \"a\\nb\\r\\nc\"        | \"a\\nb\\nc\"",
                "TEXTS_COMPOSED             | \"e\\u0301\"            | \"\\u00e9\"",
                "NULS_REMOVED               | \"a\\u0000b\"           | \"ab\"",
                "DATA_URIS_SHORTENED        | \"data:text/plain;base64,aGVsbG8gd29ybGQ=\" | \"data:text/plain;base64,aGVsbG8gd...\"",
                "URLS_ENCODED               | \"https://x.com/a cat/é?q=(1)\" | \"https://x.com/a%20cat/%C3%A9?q=%281%29\"",
                "URLS_DECODED               | \"https://x.com/a%20cat/%C3%A9?q=1+1\" | \"https://x.com/a cat/\\u00e9?q=1+1\"",
                "LISTS_REVERSED             | [1,2,3]                 | [3,2,1]",
                "LISTS_SORTED               | [3,1,2]                 | [1,2,3]",
                "VERSION_HIDDEN             | [3,1,2]                 | [3,1,2]",
            })
    void inputIsShownInAnotherForm(EchoForm form, String sent, String shown) {
        server.when("acme/any").thenReturn("x");
        server.echo(form);

        Answer created = http.post("/models/acme/any/predictions", "{\"input\":{\"x\":" + sent + "}}");

        assertThat(http.get(created.textAt("urls.get")).text()).contains("\"input\":{\"x\":" + shown + "}");
    }

    @Test
    void targetIsShownInAnotherForm() {
        server.when("acme/any").thenReturn("x");
        String get = http.post("/models/acme/any/predictions", "{\"input\":{}}").textAt("urls.get");

        assertThat(shown(EchoForm.MODEL_IN_CAPITALS, get).at("model")).isEqualTo("ACME/ANY");
        assertThat(shown(EchoForm.MODEL_RENAMED, get).textAt("model")).startsWith("replicate-internal/");
        assertThat(shown(EchoForm.MODEL_NOT_SHOWN, get).at("model")).isNull();
        assertThat(shown(EchoForm.VERSION_HIDDEN, get).at("version")).isEqualTo("hidden");
        assertThat(shown(EchoForm.VERSION_OVERRIDDEN, get).textAt("version")).matches("[0-9a-f]{64}");
    }

    @Test
    void deploymentIsNotShown() {
        server.when("acme/any").thenReturn("x");
        http.post(
                "/deployments",
                "{\"name\":\"my\",\"model\":\"acme/any\",\"version\":\"%s\",\"hardware\":\"cpu\",\"min_instances\":0,\"max_instances\":1}"
                        .formatted(http.get("/models/acme/any").textAt("latest_version.id")));
        String get = http.post("/deployments/testkit/my/predictions", "{\"input\":{}}")
                .textAt("urls.get");

        assertThat(http.get(get).at("deployment")).isEqualTo("testkit/my");
        assertThat(shown(EchoForm.DEPLOYMENT_NOT_SHOWN, get).at("deployment")).isNull();
    }

    @ParameterizedTest
    @EnumSource(EchoForm.class)
    void everyFormLeavesIdAndStatus(EchoForm form) {
        server.when("acme/any").thenReturn("x");
        Answer created = http.post(
                "/models/acme/any/predictions",
                "{\"input\":{\"a\":[1,\"x\",null,{\"b\":[true,0.5]}],\"b\":\"data:,x\",\"c\":\"https://x.com/\"}}");
        server.echo(form);

        Answer shown = http.get(created.textAt("urls.get"));

        assertThat(shown.at("id")).isEqualTo(created.at("id"));
        assertThat(shown.at("status")).isEqualTo("succeeded");
    }

    private Answer shown(EchoForm form, String get) {
        server.echo(form);
        return http.get(get);
    }
}
