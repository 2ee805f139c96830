package dev.replicate4j.langchain4j;

import dev.langchain4j.data.image.Image;
import dev.langchain4j.exception.InvalidRequestException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes the inputs of a model that makes pictures. */
final class ImageInputs {

    private static final List<String> PROMPTS = List.of("text_prompt", "text");
    private static final List<String> COUNTS =
            List.of("num_outputs", "num_images", "number_of_images", "num_samples", "batch_size", "n");
    private static final List<String> MASKS = List.of("mask", "mask_image", "image_mask");
    private static final List<String> STYLES = List.of("style", "style_type", "style_preset", "style_name");
    private static final List<String> WIDTHS = List.of("width", "image_width");
    private static final List<String> HEIGHTS = List.of("height", "image_height");
    private static final List<String> SIZES = List.of("size", "image_size", "image_dimensions", "resolution");
    private static final String ASPECT_RATIO = "aspect_ratio";
    private static final String CUSTOM = "custom";

    private static final Pattern PIXELS = Pattern.compile("([1-9]\\d{0,5})[xX*]([1-9]\\d{0,5})");

    private final ModelInputSchema schema;
    private final RequestedInputs inputs;

    private ImageInputs(ModelInputSchema schema) {
        this.schema = schema;
        this.inputs = new RequestedInputs(schema);
    }

    /**
     * The options of an image model; null where one is not set.
     *
     * @param inputs by wire name
     */
    record Options(
            @Nullable String size,
            @Nullable Long seed,
            @Nullable String style,
            Map<String, Object> inputs) {}

    /**
     * What one call asks for.
     *
     * @param count how many pictures
     * @param image what is changed; null to make a picture from nothing
     * @param mask which part of it; null for all
     */
    record Request(
            String prompt,
            int count,
            @Nullable Image image,
            @Nullable Image mask) {

        Request {
            Objects.requireNonNull(prompt, "prompt");
        }
    }

    /**
     * Makes the inputs.
     *
     * @throws InvalidRequestException if the model has no input for what is asked for
     */
    static Map<String, Object> of(ModelInputSchema schema, Options options, Request request) {
        if (!schema.returnsFiles()) {
            throw new InvalidRequestException(
                    schema.model() + " does not return files, says its schema. Nothing was sent.");
        }
        ImageInputs image = new ImageInputs(schema);
        image.put(options);
        image.put(request);
        return image.inputs.checked();
    }

    private void put(Options options) {
        inputs.putAll(options.inputs());
        if (options.size() != null) {
            putSize(options.size());
        }
        inputs.put("seed", options.seed(), List.of("seed"));
        inputs.put("style", options.style(), STYLES);
    }

    private void put(Request request) {
        putCount(request.count());
        if (request.image() != null) {
            inputs.putImages(List.of(request.image()));
        }
        if (request.mask() != null) {
            inputs.put("a mask", LangChainImages.file(request.mask()), MASKS);
        }
        inputs.putPrompt(request.prompt(), PROMPTS);
    }

    private void putSize(String size) {
        Matcher pixels = PIXELS.matcher(size);
        if (!pixels.matches()) {
            inputs.put("size", size, List.of(ASPECT_RATIO, "size", "image_size"));
            return;
        }
        long width = Long.parseLong(pixels.group(1));
        long height = Long.parseLong(pixels.group(2));
        if (schema.first(WIDTHS).isPresent() && schema.first(HEIGHTS).isPresent()) {
            inputs.put("size", width, WIDTHS);
            inputs.put("size", height, HEIGHTS);
            if (schema.choices(ASPECT_RATIO).contains(CUSTOM)) { // else such a model ignores width and height
                inputs.put("size", CUSTOM, List.of(ASPECT_RATIO));
            }
        } else if (schema.first(SIZES).isPresent()) {
            inputs.put("size", spelled(size), SIZES);
        } else {
            inputs.put("size", ratio(width, height), List.of(ASPECT_RATIO));
        }
    }

    /** Sizes are written 1024x768 or 1024*768. */
    private Object spelled(String size) {
        return schema.choices(schema.first(SIZES).orElseThrow()).stream()
                .filter(choice -> String.valueOf(choice).replace('*', 'x').equalsIgnoreCase(size.replace('*', 'x')))
                .findFirst()
                .map(Object.class::cast)
                .orElse(size);
    }

    private static String ratio(long width, long height) {
        long divisor = BigInteger.valueOf(width).gcd(BigInteger.valueOf(height)).longValue();
        return width / divisor + ":" + height / divisor;
    }

    /** One picture is asked for where the model would make more. */
    private void putCount(int count) {
        Optional<String> input = schema.first(COUNTS);
        if (count < 1) {
            inputs.problem("n must be 1 or more, but is " + count);
        } else if (count > 1) {
            inputs.put("n", (long) count, COUNTS);
        } else if (input.isPresent() && !schema.isDefault(input.get(), 1) && !inputs.has(input.get())) {
            inputs.put("n", 1L, COUNTS);
        }
    }
}
