package com.acme.agent;

import com.acme.agent.models.Blip2;
import com.acme.agent.models.FluxDev;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.Result;
import dev.replicate4j.Replicate;
import dev.replicate4j.jobs.Budget;
import dev.replicate4j.langchain4j.ReplicateTools;
import dev.replicate4j.testkit.ReplicateServer;
import dev.replicate4j.tools.ToolSession;
import java.nio.file.Path;

/**
 * An agent that paints and looks at what it has painted. Runs against an embedded server, with a script for a language
 * model; {@link #paint} is what you would run with a real one.
 */
public final class Agent {

    private Agent() {}

    interface Painter {
        Result<String> paint(String wish);
    }

    public static void main(String[] args) {
        try (ReplicateServer server = ReplicateServer.builder()
                        .pins(Path.of("src", "main", "replicate"))
                        .start();
                Replicate replicate = server.client()) {
            server.on(Blip2.MODEL, input -> "a hat");

            paint(replicate, new ScriptedModel());

            System.out.println(server.requests().predictions().size() + " predictions were paid.");
        }
    }

    private static void paint(Replicate replicate, ChatModel chatModel) {
        try (ToolSession session = ToolSession.on(replicate)
                .models(FluxDev.MODEL, Blip2.MODEL)
                .budget(Budget.runs(20))
                .open()) {
            Painter painter = AiServices.builder(Painter.class)
                    .chatModel(chatModel)
                    .toolProvider(ReplicateTools.of(session))
                    .build();

            Result<String> answer = painter.paint("Paint me a cat with a hat, and tell me what it is wearing.");

            answer.toolExecutions()
                    .forEach(call -> System.out.println(
                            call.request().name() + " " + call.request().arguments()));
            System.out.println(answer.content());
        }
    }
}
