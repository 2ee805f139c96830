package dev.replicate4j.langchain4j;

import dev.langchain4j.data.image.Image;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.NonRetriableException;
import dev.replicate4j.URLPath;
import dev.replicate4j.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pictures of LangChain4j as files of a model, and the other way round. */
final class LangChainImages {

    /** The names of the picture that a model changes or looks at, most usual first. */
    private static final List<String> NAMES = List.of(
            "image",
            "input_image",
            "image_input",
            "images",
            "input_images",
            "init_image",
            "edit_image",
            "source_image",
            "image_prompt");

    /** Parts of the names of other files. */
    private static final List<String> NO_PICTURES = List.of("mask", "audio", "video", "weights", "lora");

    private static final String FALLBACK_TYPE = "image/png";

    private LangChainImages() {}

    /** {@return the input that takes a picture; empty if the model has none, or if nobody can tell which of several it is} */
    static Optional<String> input(ModelInputSchema schema) {
        List<String> files = schema.files();
        Optional<String> usual = NAMES.stream().filter(files::contains).findFirst();
        if (usual.isPresent()) {
            return usual;
        }
        List<String> others = files.stream()
                .filter(name -> NO_PICTURES.stream().noneMatch(name::contains))
                .toList();
        return others.size() == 1 ? Optional.of(others.get(0)) : Optional.empty();
    }

    /** {@return a picture as a file: by its URL, or with the content that it holds} */
    static URLPath file(Image image) {
        try {
            if (image.base64Data() != null) {
                byte[] content = Base64.getMimeDecoder().decode(image.base64Data());
                return URLPath.of(content, image.mimeType() == null ? FALLBACK_TYPE : image.mimeType());
            }
            if (image.url() != null) {
                return URLPath.of(image.url());
            }
        } catch (IllegalArgumentException | InvalidInputException e) {
            throw new InvalidRequestException("An image cannot be sent: " + e.getMessage() + " Nothing was sent.", e);
        }
        throw new InvalidRequestException("An image has neither a URL nor a content. Nothing was sent.");
    }

    /**
     * {@return a file of an output as a picture}
     *
     * @param download whether it is to hold its content too
     */
    static Image image(FinishedRun run, URLPath file, boolean download) {
        Image.Builder image = Image.builder();
        boolean inline = file.url().startsWith("data:");
        if (!inline) {
            image.url(file.url());
        }
        if (inline || download) {
            image.base64Data(Base64.getEncoder().encodeToString(content(run, file)));
        }
        String type = type(file);
        return type == null ? image.build() : image.mimeType(type).build();
    }

    private static byte[] content(FinishedRun run, URLPath file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new NonRetriableException(
                    "The run " + run.prediction().id() + " of " + run.model()
                            + " has succeeded and is billed, but its file " + file.url() + " could not be read: "
                            + e.getMessage(),
                    e);
        }
    }

    private static @Nullable String type(URLPath file) {
        try {
            return Files.probeContentType(file);
        } catch (IOException unknown) {
            return null; // a picture that is paid for is worth more than its type
        }
    }
}
