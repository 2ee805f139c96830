package dev.replicate4j.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.image.Image;
import dev.langchain4j.model.image.ImageModel;
import dev.langchain4j.model.output.Response;
import dev.replicate4j.URLPath;
import dev.replicate4j.testkit.ReplicateServer;
import java.util.List;
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
        assertThat(response.metadata()).containsKeys("id", "predict_time").containsEntry("model", "acme/painter");
        server.requests().predictions(AcmeModels.PAINTER).assertCount(1);
    }
}
