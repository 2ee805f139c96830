package dev.replicate4j.langchain4j;

import dev.langchain4j.data.image.Image;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.model.image.ImageModel;
import dev.langchain4j.model.output.Response;
import dev.replicate4j.ModelDefinition;
import dev.replicate4j.Replicate;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Any model that makes pictures, as an {@link ImageModel} of LangChain4j.
 *
 * <pre>{@code
 * ImageModel painter = LangChainImageModel.of(replicate, FluxDev.MODEL);
 * URI cat = painter.generate("a cat").content().url();
 * }</pre>
 */
public final class LangChainImageModel implements ImageModel {

    private static final List<String> PROMPTS = List.of("prompt", "text_prompt", "text");

    private final ModelCaller caller;

    private LangChainImageModel(ModelCaller caller) {
        this.caller = caller;
    }

    /**
     * Makes an image model of a model. Nothing is requested.
     *
     * @param replicate the client
     * @param definition a generated class's constant {@code MODEL}
     * @return the image model
     */
    public static LangChainImageModel of(Replicate replicate, ModelDefinition<?, ?, ?> definition) {
        return new LangChainImageModel(ModelCaller.of(replicate, definition, UnaryOperator.identity()));
    }

    @Override
    public Response<Image> generate(String prompt) {
        ModelInputSchema schema = caller.schema();
        FinishedRun run = caller.call(Map.of(schema.require("a prompt", PROMPTS), prompt));
        Image first = run.files().stream()
                .findFirst()
                .map(file -> Image.builder().url(file.url()).build())
                .orElseThrow(() -> new NonRetriableException(
                        caller.model() + " has returned no file, but " + describe(run.output()) + " (prediction "
                                + run.prediction().id() + ")."));
        return new Response<>(first, null, null, run.metadata());
    }

    private static String describe(@Nullable Object output) {
        return output == null ? "nothing" : "a " + output.getClass().getSimpleName();
    }
}
