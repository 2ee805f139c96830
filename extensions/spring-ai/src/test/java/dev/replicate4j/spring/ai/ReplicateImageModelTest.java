package dev.replicate4j.spring.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.Replicate;
import dev.replicate4j.testkit.Fault;
import dev.replicate4j.testkit.ReplicateServer;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.content.Media;
import org.springframework.ai.image.Image;
import org.springframework.ai.image.ImageMessage;
import org.springframework.ai.image.ImageModel;
import org.springframework.ai.image.ImageOptions;
import org.springframework.ai.image.ImageOptionsBuilder;
import org.springframework.ai.image.ImagePrompt;
import org.springframework.ai.image.ImageResponse;
import org.springframework.ai.retry.NonTransientAiException;
import org.springframework.util.MimeTypeUtils;

class ReplicateImageModelTest {

    private final ReplicateServer server = AcmeServer.start();
    private final Replicate replicate = server.client();
    private final ImageModel painter =
            ReplicateImageModel.builder(replicate, AcmeServer.PAINTER).build();
    private final ImageModel sketcher =
            ReplicateImageModel.builder(replicate, AcmeServer.SKETCHER).build();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void promptIsAllThatItTakes() {
        ImageResponse response = painter.call(new ImagePrompt("a cat"));

        assertThat(response.getResults()).hasSize(1);
        assertThat(response.getResult().getOutput().getUrl()).startsWith("http");
        assertThat(input()).containsExactly(Map.entry("prompt", "a cat"));
    }

    @Test
    void portableOptionsBecomeInputsOfTheModel() {
        ImageOptions options = ImageOptionsBuilder.builder()
                .n(2)
                .width(512)
                .height(768)
                .style("vivid")
                .responseFormat("jpg")
                .build();

        ImageResponse response = painter.call(new ImagePrompt("a cat", options));

        assertThat(response.getResults()).hasSize(2);
        assertThat(input())
                .containsOnly(
                        Map.entry("prompt", "a cat"),
                        Map.entry("num_outputs", 2L),
                        Map.entry("width", 512L),
                        Map.entry("height", 768L),
                        Map.entry("style", "vivid"),
                        Map.entry("output_format", "jpg"));
    }

    @Test
    void optionsThatTheModelHasNoInputForAreNamedBeforeAnythingIsPaid() {
        ImageOptions options = ImageOptionsBuilder.builder().n(2).style("vivid").build();

        assertThatThrownBy(() -> sketcher.call(new ImagePrompt("a cat", options)))
                .isInstanceOf(NonTransientAiException.class)
                .hasMessage(
                        "acme/sketcher has no input for n, style. Its inputs are [text, aspect_ratio, references].");
        server.requests().predictions().assertNone();
    }

    @Test
    void oneImageIsWhatEveryModelMakes() {
        sketcher.call(
                new ImagePrompt("a cat", ImageOptionsBuilder.builder().n(1).build()));

        assertThat(input()).containsExactly(Map.entry("text", "a cat"));
    }

    @Test
    void sizeBecomesTheAspectRatioThatTheModelHas() {
        sketcher.call(new ImagePrompt(
                "a cat", ImageOptionsBuilder.builder().width(1920).height(1080).build()));

        assertThat(input()).containsEntry("aspect_ratio", "16:9");
        assertThatThrownBy(() -> sketcher.call(new ImagePrompt(
                        "a cat",
                        ImageOptionsBuilder.builder().width(700).height(400).build())))
                .hasMessage("acme/sketcher makes no images of 700 x 400, which is 7:4. It takes an aspect_ratio, one of"
                        + " [1:1, 16:9, 4:3].");
        server.requests().predictions().assertCount(1);
    }

    @Test
    void inputsOfTheModelAreCheckedByItsSchema() {
        ImageOptions options = ReplicateImageOptions.builder()
                .input("guidance", 30)
                .input("style", "cubist")
                .input("sead", 42)
                .input("api_key", "r8_far_too_long")
                .build();

        assertThatThrownBy(() -> painter.call(new ImagePrompt("a cat", options)))
                .isInstanceOf(NonTransientAiException.class)
                .hasMessageContaining("guidance of acme/painter must be 0 to 20, but is 30")
                .hasMessageContaining("style of acme/painter must be one of [plain, vivid], but is \"cubist\"")
                .hasMessageContaining("acme/painter has no input \"sead\"")
                .hasMessageContaining("api_key of acme/painter must have at most 8 characters")
                .hasMessageNotContaining("r8_far_too_long");
        server.requests().predictions().assertNone();
    }

    @Test
    void inputsAsPropertiesWriteThemGetTheirTypes() {
        ImageModel model = ReplicateImageModel.builder(replicate, AcmeServer.PAINTER)
                .options(ReplicateImageOptions.builder()
                        .inputs(Map.of("seed", "42", "guidance", "2.5", "upscale", "true"))
                        .build())
                .build();

        model.call(new ImagePrompt("a cat"));

        assertThat(input())
                .containsEntry("seed", 42L)
                .containsEntry("guidance", 2.5)
                .containsEntry("upscale", true);
    }

    @Test
    void optionsOfThePromptTakeThePlaceOfThoseOfTheModel() {
        ImageModel model = ReplicateImageModel.builder(replicate, AcmeServer.PAINTER)
                .options(ReplicateImageOptions.builder()
                        .n(3)
                        .width(512)
                        .input("seed", 1)
                        .build())
                .build();

        model.call(new ImagePrompt(
                "a cat", ReplicateImageOptions.builder().n(2).input("seed", 2).build()));

        assertThat(input())
                .containsEntry("num_outputs", 2L)
                .containsEntry("width", 512L)
                .containsEntry("seed", 2L);
    }

    @Test
    void negativeWeightIsTheNegativePromptAndMediaAreFiles() {
        Media picture = new Media(MimeTypeUtils.IMAGE_PNG, java.net.URI.create("https://example.com/cat.png"));

        painter.call(new ImagePrompt(
                List.of(new ImageMessage("a cat", null, List.of(picture), Map.of()), new ImageMessage("a dog", -1f)),
                ImageOptionsBuilder.builder().build()));

        assertThat(input())
                .containsOnly(
                        Map.entry("prompt", "a cat"),
                        Map.entry("negative_prompt", "a dog"),
                        Map.entry("image", "https://example.com/cat.png"));
    }

    @Test
    void otherWeightsAndSecondPromptsAreErrors() {
        assertThatThrownBy(() -> painter.call(new ImagePrompt(
                        new ImageMessage("a cat", 0.5f),
                        ImageOptionsBuilder.builder().build())))
                .hasMessageContaining("has no input for a message of weight 0.5");
        assertThatThrownBy(() ->
                        painter.call(new ImagePrompt(List.of(new ImageMessage("a cat"), new ImageMessage("a dog")))))
                .hasMessageContaining("acme/painter takes one prompt");
        server.requests().predictions().assertNone();
    }

    @Test
    void bytesAreReturnedWhereTheyAreAskedFor() throws Exception {
        Image image = painter.call(new ImagePrompt(
                        "a cat",
                        ImageOptionsBuilder.builder().responseFormat("b64_json").build()))
                .getResult()
                .getOutput();

        byte[] bytes = Base64.getDecoder().decode(image.getB64Json());
        assertThat(ImageIO.read(new ByteArrayInputStream(bytes))).isNotNull();
    }

    @Test
    void imageWhoseDownloadFailsIsNotMadeAgain() {
        server.inject(Fault.expiredUrl().always());

        // A blocking reply holds its files; those of a run that took longer have URLs.
        ImageModel model = ReplicateImageModel.builder(replicate, AcmeServer.PAINTER)
                .callOptions(o -> o.syncWindow(Duration.ZERO))
                .build();

        assertThatThrownBy(() -> model.call(new ImagePrompt(
                        "a cat",
                        ImageOptionsBuilder.builder().responseFormat("b64_json").build())))
                .isInstanceOf(NonTransientAiException.class)
                .hasMessageContaining("The image was made, but its download failed. It is at http");
    }

    @Test
    void metadataHasTheIdAndThePredictTime() {
        server.timing(Duration.ZERO, Duration.ofMillis(20));

        ImageResponse response = painter.call(new ImagePrompt("a cat"));

        ReplicateUsage usage = (ReplicateUsage) response.getMetadata().getUsage();
        assertThat(usage.predictTime())
                .hasValueSatisfying(time -> assertThat(time).isPositive());
        assertThat(usage.predictionId())
                .isEqualTo(replicate.predictions().list().items().get(0).id());
        assertThat(response.getMetadata().<String>get("prediction-id")).isEqualTo(usage.predictionId());
        assertThat(response.getMetadata().<Duration>get("predict-time"))
                .isEqualTo(usage.predictTime().orElseThrow());
    }

    @Test
    void pinNeedsNoLookUp() {
        ImageModel model = ReplicateImageModel.builder(replicate, AcmeServer.pin("sketcher"))
                .build();

        model.call(new ImagePrompt("a cat"));

        server.requests().predictions("acme/sketcher").assertCount(1);
        server.requests().to("GET", "/v1/models/**").assertNone();
    }

    @Test
    void nameIsLookedUpOnce() {
        ImageModel model =
                ReplicateImageModel.builder(replicate, "acme/painter").build();

        model.call(new ImagePrompt("a cat", ImageOptionsBuilder.builder().n(2).build()));
        model.call(new ImagePrompt("a dog"));

        server.requests().to("GET", "/v1/models/acme/painter").assertCount(1);
        server.requests().predictions().assertCount(2);
    }

    @Test
    void modelsThatReturnTextsAreRefused() {
        ImageModel model =
                ReplicateImageModel.builder(replicate, AcmeServer.TALKER).build();

        assertThatThrownBy(() -> model.call(new ImagePrompt("a cat")))
                .hasMessage("acme/talker does not return files, says its schema. Nothing was sent.");
        server.requests().predictions().assertNone();
    }

    @Test
    void optionsThatNameAnotherModelAreRefused() {
        assertThatThrownBy(() -> painter.call(new ImagePrompt(
                        "a cat", ImageOptionsBuilder.builder().model("dall-e-3").build())))
                .hasMessageContaining(
                        "The options name the model dall-e-3, but this ReplicateImageModel calls acme/painter");
        server.requests().predictions().assertNone();
    }

    @Test
    void callsAreObservedAsThoseOfOtherImageModels() {
        TestObservationRegistry registry = TestObservationRegistry.create();
        ImageModel model = ReplicateImageModel.builder(replicate, AcmeServer.PAINTER)
                .observationRegistry(registry)
                .build();

        model.call(new ImagePrompt(
                "a cat", ImageOptionsBuilder.builder().width(512).height(512).build()));

        TestObservationRegistryAssert.assertThat(registry)
                .hasObservationWithNameEqualTo("gen_ai.client.operation")
                .that()
                .hasBeenStopped()
                .hasContextualNameEqualTo("image acme/painter")
                .hasLowCardinalityKeyValue("gen_ai.request.model", "acme/painter")
                .hasHighCardinalityKeyValue("gen_ai.request.image.size", "512x512");
    }

    private Map<String, Object> input() {
        return server.requests().predictions().single().input();
    }
}
