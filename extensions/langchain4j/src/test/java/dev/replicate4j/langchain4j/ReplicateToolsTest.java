package dev.replicate4j.langchain4j;

import static dev.replicate4j.langchain4j.ScriptedChatModel.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.Result;
import dev.replicate4j.URLPath;
import dev.replicate4j.jobs.Budget;
import dev.replicate4j.testkit.Fault;
import dev.replicate4j.testkit.ReplicateServer;
import dev.replicate4j.tools.ToolSession;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplicateToolsTest {

    private static final Pattern URL = Pattern.compile("https?://\\S+\\.png");

    private final ReplicateServer server = AcmeModels.server();
    private final ScriptedChatModel llm = new ScriptedChatModel();

    interface Painter {
        Result<String> paint(String wish);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void pictureOfTheFirstToolGoesIntoTheSecond() {
        URLPath cat = server.file("cat.png");
        server.when(AcmeModels.PAINTER).with("prompt", "a cat").thenReturn(List.of(cat));
        server.when(AcmeModels.CAPTIONER).with("image", cat.url()).thenReturn("a cat with a hat");
        llm.then(results -> call("acme__painter", "{\"prompt\": \"a cat\"}"))
                .then(results -> call(
                        "acme__captioner", "{\"image\": \"" + url(results.get(0).text()) + "\"}"))
                .then(results -> AiMessage.from("It is " + results.get(1).text()));

        try (ReplicateTools tools = ReplicateTools.of(server.client(), AcmeModels.PAINTER, AcmeModels.CAPTIONER)) {
            Result<String> answer = painter(tools).paint("a cat, please");

            assertThat(answer.content()).startsWith("It is a cat with a hat");
            assertThat(answer.toolExecutions()).hasSize(2).noneMatch(execution -> execution.hasFailed());
        }
        assertThat(server.requests().predictions(AcmeModels.CAPTIONER).single().input())
                .containsEntry("image", cat.url());
        server.requests().predictions().assertCount(2);
    }

    @Test
    void pictureItselfIsInTheAnswerForALanguageModelThatSeesIt() {
        llm.then(results -> call("acme__painter", "{\"prompt\": \"a cat\"}"))
                .then(results -> AiMessage.from("Here it is."));

        try (ReplicateTools tools =
                ReplicateTools.of(server.client(), AcmeModels.PAINTER).withImages()) {
            painter(tools).paint("a cat, please");
        }

        ToolExecutionResultMessage result = result();
        assertThat(result.contents().get(0)).isInstanceOf(TextContent.class);
        assertThat(result.contents().get(1)).isInstanceOfSatisfying(ImageContent.class, picture -> {
            assertThat(picture.image().base64Data()).isNotEmpty();
            assertThat(picture.image().mimeType()).startsWith("image/");
        });
        assertThat(result.attributes()).containsKey(ReplicateTools.RUN_ID);
    }

    @Test
    void schemasAreWrittenByTheTypesOfLangChain4j() {
        llm.then(results -> AiMessage.from("hello"));

        try (ReplicateTools tools = ReplicateTools.of(server.client(), AcmeModels.PAINTER, AcmeModels.SKETCHER)) {
            painter(tools).paint("nothing");
        }

        List<ToolSpecification> offered = llm.requests.get(0).toolSpecifications();
        assertThat(offered)
                .extracting(ToolSpecification::name)
                .containsExactly("acme__painter", "acme__sketcher", "get_run");
        JsonObjectSchema painter = offered.get(0).parameters();
        assertThat(painter.required()).containsExactly("prompt");
        assertThat(painter.properties().get("style"))
                .isInstanceOfSatisfying(
                        JsonEnumSchema.class,
                        style -> assertThat(style.enumValues()).containsExactly("plain", "vivid"));
        assertThat(painter.properties().get("num_outputs"))
                .isInstanceOfSatisfying(
                        JsonIntegerSchema.class,
                        count -> assertThat(count.description()).contains("1 to 4.", "The default is 1."));
    }

    @Test
    void wrongArgumentsAreAnAnswerAndCostNothing() {
        llm.then(results -> call("acme__painter", "{\"prompt\": \"a cat\", \"num_outputs\": 9}"))
                .then(results -> call("acme__painter", "not JSON"))
                .then(results -> AiMessage.from("I give up."));

        try (ReplicateTools tools = ReplicateTools.of(server.client(), AcmeModels.PAINTER)) {
            Result<String> answer = painter(tools).paint("a cat, please");

            assertThat(answer.toolExecutions()).hasSize(2).allMatch(execution -> execution.hasFailed());
            assertThat(answer.toolExecutions().get(0).result()).contains("num_outputs");
        }
        server.requests().predictions().assertNone();
    }

    @Test
    void sameCallAgainIsPaidOnceAndALostReplyToo() {
        server.inject(Fault.dropReplyAfterCreate());
        llm.then(results -> call("acme__painter", "{\"prompt\": \"a cat\"}"))
                .then(results -> call("acme__painter", "{\"prompt\": \"a cat\"}"))
                .then(results -> AiMessage.from("Here it is."));

        try (ReplicateTools tools = ReplicateTools.of(server.client(), AcmeModels.PAINTER)) {
            Result<String> answer = painter(tools).paint("a cat, please");

            assertThat(answer.toolExecutions()).hasSize(2).noneMatch(execution -> execution.hasFailed());
        }
        server.requests().predictions().assertCount(1);
    }

    @Test
    void budgetOfASessionHolds() {
        llm.then(results -> call("acme__painter", "{\"prompt\": \"a cat\"}"))
                .then(results -> call("acme__painter", "{\"prompt\": \"a dog\"}"))
                .then(results -> AiMessage.from("Enough."));

        try (ToolSession session = ToolSession.on(server.client())
                .models(AcmeModels.PAINTER)
                .budget(Budget.runs(1))
                .open()) {
            Result<String> answer = painter(ReplicateTools.of(session)).paint("a cat and a dog, please");

            assertThat(answer.toolExecutions())
                    .extracting(execution -> execution.hasFailed())
                    .containsExactly(false, true);
        }
        server.requests().predictions().assertCount(1);
    }

    private Painter painter(ReplicateTools tools) {
        return AiServices.builder(Painter.class)
                .chatModel(llm)
                .toolProvider(tools)
                .build();
    }

    private ToolExecutionResultMessage result() {
        return llm.requests.get(llm.requests.size() - 1).messages().stream()
                .filter(ToolExecutionResultMessage.class::isInstance)
                .map(ToolExecutionResultMessage.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static String url(String text) {
        Matcher url = URL.matcher(text);
        assertThat(url.find()).as(text).isTrue();
        return url.group();
    }
}
