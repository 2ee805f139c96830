package dev.replicate4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.image.Image;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.model.image.ImageModel;
import dev.langchain4j.model.output.Response;
import dev.replicate4j.URLPath;
import dev.replicate4j.testkit.ReplicateServer;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LangChainImageModelTest {

    private final ReplicateServer server = AcmeModels.server();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void pictureComesAsItsUrlWithTheIdAndThePredictTimeOfItsRun() {
        URLPath cat = server.file("cat.png");
        server.when(AcmeModels.PAINTER).with("prompt", "a cat").thenReturn(List.of(cat));
        ImageModel painter = LangChainImageModel.of(server.client(), AcmeModels.PAINTER);

        Response<Image> response = painter.generate("a cat");

        assertThat(response.content().url()).hasToString(cat.url());
        assertThat(response.content().mimeType()).isEqualTo("image/png");
        assertThat(response.content().base64Data()).isNull();
        assertThat(response.metadata()).containsEntry("model", "acme/painter");
        assertThat(response.metadata().get("predict_time")).isInstanceOf(Double.class);
        String id = String.valueOf(response.metadata().get("id"));
        assertThat(server.client().predictions().get(id).input()).containsEntry("prompt", "a cat");
        assertThat(input()).isEqualTo(Map.of("prompt", "a cat"));
        server.requests().downloads().assertNone();
    }

    @Test
    void optionsAreSentAsTheInputsOfTheModel() {
        ImageModel painter = LangChainImageModel.builder(server.client(), AcmeModels.PAINTER)
                .size("1024x768")
                .seed(42)
                .style("vivid")
                .build();

        Response<List<Image>> response = painter.generate("a cat", 3);

        assertThat(response.content()).hasSize(3);
        assertThat(input())
                .isEqualTo(Map.of(
                        "prompt",
                        "a cat",
                        "width",
                        1024L,
                        "height",
                        768L,
                        "seed",
                        42L,
                        "style",
                        "vivid",
                        "num_outputs",
                        3L));
    }

    @Test
    void modelThatMakesSeveralPicturesIsAskedForOne() {
        ImageModel sketcher = LangChainImageModel.builder(server.client(), AcmeModels.SKETCHER)
                .size("16:9")
                .build();

        sketcher.generate("a cat");

        assertThat(input()).isEqualTo(Map.of("prompt", "a cat", "aspect_ratio", "16:9", "num_images", 1L));
    }

    @Test
    void inputsWithoutAnOptionAreSetByTheirNames() {
        ImageModel sketcher = LangChainImageModel.builder(server.client(), AcmeModels.SKETCHER)
                .inputs(Map.of("prompt", "is replaced", "num_images", 2L))
                .build();

        sketcher.generate("a cat");

        assertThat(input()).isEqualTo(Map.of("prompt", "a cat", "num_images", 2L));
    }

    @Test
    void whatTheModelHasNoInputForIsNamedBeforeAnythingIsPaid() {
        LangChainImageModel.Builder sketcher = LangChainImageModel.builder(server.client(), AcmeModels.SKETCHER);

        assertThatThrownBy(() -> sketcher.seed(42).build().generate("a cat"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("acme/sketcher has no input for seed. Its inputs are prompt, aspect_ratio, num_images,"
                        + " reference_images. Nothing was sent.");
        assertThatThrownBy(() -> LangChainImageModel.builder(server.client(), AcmeModels.SKETCHER)
                        .size("1024x768")
                        .build()
                        .generate("a cat"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("size (aspect_ratio) of acme/sketcher must be one of [1:1, 16:9], but is 4:3."
                        + " Nothing was sent.");
        assertThatThrownBy(() -> LangChainImageModel.builder(server.client(), AcmeModels.SKETCHER)
                        .inputs(Map.of("sead", 42))
                        .build()
                        .generate("a cat"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("acme/sketcher has no input for sead.");
        server.requests().predictions().assertNone();
    }

    @Test
    void valueThatTheSchemaDoesNotAllowIsNamedBeforeAnythingIsPaid() {
        assertThatThrownBy(() -> LangChainImageModel.of(server.client(), AcmeModels.PAINTER)
                        .generate("a cat", 9))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("n (num_outputs) of acme/painter must be 1 to 4, but is 9. Nothing was sent.");
        assertThatThrownBy(() -> LangChainImageModel.builder(server.client(), AcmeModels.PAINTER)
                        .style("baroque")
                        .build()
                        .generate("a cat"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("style of acme/painter must be one of [plain, vivid], but is baroque. Nothing was sent.");
        assertThatThrownBy(() -> LangChainImageModel.of(server.client(), AcmeModels.PAINTER)
                        .generate("a cat", 0))
                .isInstanceOf(InvalidRequestException.class);
        server.requests().predictions().assertNone();
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        ImageModel sketcher = LangChainImageModel.builder(server.client(), AcmeModels.SKETCHER)
                .size("2:1")
                .seed(42)
                .style("vivid")
                .build();

        assertThatThrownBy(() -> sketcher.generate("a cat", 9))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(
                        "acme/sketcher has no input for seed, style. Its inputs are prompt, aspect_ratio, num_images,"
                                + " reference_images. size (aspect_ratio) of acme/sketcher must be one of [1:1, 16:9], but is"
                                + " 2:1. n (num_images) of acme/sketcher must be 1 to 8, but is 9. Nothing was sent.");
    }

    @Test
    void modelThatMakesNoFilesIsRefusedBeforeAnythingIsPaid() {
        assertThatThrownBy(() -> LangChainImageModel.of(server.client(), AcmeModels.WRITER)
                        .generate("a cat"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("acme/writer does not return files, says its schema. Nothing was sent.");
        server.requests().predictions().assertNone();
    }

    @Test
    void sizeInPixelsBecomesAnAspectRatioWhereTheModelTakesOne() {
        ImageModel sketcher = LangChainImageModel.builder(server.client(), AcmeModels.SKETCHER)
                .size("1920x1080")
                .build();

        sketcher.generate("a cat", 2);

        assertThat(input()).containsEntry("aspect_ratio", "16:9").containsEntry("num_images", 2L);
    }

    @Test
    void picturesInAnObjectAreFoundAndAModelWithoutASchemaTakesAPromptAndInputsByName() {
        URLPath cat = server.file("cat.png");
        server.on("acme/publisher", input -> Map.of("title", "cats", "pages", List.of(cat.url())));
        ImageModel publisher = LangChainImageModel.builder(server.client(), AcmeModels.PUBLISHER)
                .inputs(Map.of("paper", "A4"))
                .build();

        assertThat(publisher.generate("a cat").content().url()).hasToString(cat.url());
        assertThat(input()).isEqualTo(Map.of("prompt", "a cat", "paper", "A4"));
        assertThatThrownBy(() -> publisher.generate("a cat", 2))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(
                        "acme/publisher has no input for n. Replicate shows no schema of it: set inputs by their wire"
                                + " names. Nothing was sent.");
    }

    @Test
    void pictureHoldsItsContentWhereThatIsAskedFor() throws Exception {
        URLPath cat = server.file("cat.png");
        server.when(AcmeModels.PAINTER).thenReturn(List.of(cat));
        ImageModel painter = LangChainImageModel.builder(server.client(), AcmeModels.PAINTER)
                .base64(true)
                .build();

        Image image = painter.generate("a cat").content();

        assertThat(Base64.getDecoder().decode(image.base64Data())).isEqualTo(Files.readAllBytes(cat));
        assertThat(image.mimeType()).isEqualTo("image/png");
    }

    @Test
    void pictureIsEditedByItsUrl() {
        URLPath cat = server.file("cat.png");
        ImageModel painter = LangChainImageModel.of(server.client(), AcmeModels.PAINTER);

        painter.edit(Image.builder().url(cat.url()).build(), "with a hat");

        assertThat(input()).isEqualTo(Map.of("prompt", "with a hat", "image", cat.url()));
        server.requests().downloads().assertNone();
    }

    @Test
    void partOfAPictureInMemoryIsEdited() {
        ImageModel painter = LangChainImageModel.of(server.client(), AcmeModels.PAINTER);
        Image image = Image.builder().base64Data("AAEC").mimeType("image/png").build();
        Image mask = Image.builder().base64Data("AwQF").mimeType("image/png").build();

        painter.edit(image, mask, "with a hat");

        assertThat(input())
                .containsEntry("image", "data:image/png;base64,AAEC")
                .containsEntry("mask", "data:image/png;base64,AwQF");
    }

    @Test
    void inputThatTakesSeveralPicturesGetsAListOfOne() {
        URLPath cat = server.file("cat.png");
        ImageModel sketcher = LangChainImageModel.of(server.client(), AcmeModels.SKETCHER);

        sketcher.edit(Image.builder().url(cat.url()).build(), "with a hat");

        assertThat(input()).containsEntry("reference_images", List.of(cat.url()));
    }

    @Test
    void modelWithoutAnInputForAMaskSaysSo() {
        ImageModel sketcher = LangChainImageModel.of(server.client(), AcmeModels.SKETCHER);
        Image cat = Image.builder().url(server.file("cat.png").url()).build();

        assertThatThrownBy(() -> sketcher.edit(cat, cat, "with a hat"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("acme/sketcher has no input for a mask");
        server.requests().predictions().assertNone();
    }

    private Map<String, Object> input() {
        return server.requests().predictions().single().input();
    }
}
