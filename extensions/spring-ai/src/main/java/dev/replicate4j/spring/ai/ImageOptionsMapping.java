package dev.replicate4j.spring.ai;

import dev.replicate4j.error.InvalidInputException;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Maps the options of images to the inputs that models on Replicate have for them. */
final class ImageOptionsMapping {

    /** What images are returned as; not a matter of the model. */
    static final String BYTES = "b64_json";

    private static final Set<String> RETURNED = Set.of("url", BYTES);
    private static final List<String> COUNT =
            List.of("num_outputs", "num_images", "number_of_images", "num_samples", "batch_size", "n");
    private static final List<String> WIDTH = List.of("width", "image_width");
    private static final List<String> HEIGHT = List.of("height", "image_height");
    private static final List<String> SIZE = List.of("size", "image_size", "image_dimensions", "resolution");
    private static final List<String> STYLE = List.of("style", "style_type", "style_preset", "style_name");
    private static final String ASPECT_RATIO = "aspect_ratio";
    private static final String CUSTOM = "custom";

    private ImageOptionsMapping() {}

    static Map<String, Object> inputs(ReplicateImageOptions options, AiModelSchema schema) {
        MappedOptions mapped = new MappedOptions(schema);
        Integer count = options.getN();
        if (count != null && (count != 1 || schema.first(COUNT).isPresent())) { // one is what every model makes
            mapped.put("n", count, COUNT);
        }
        size(options.getWidth(), options.getHeight(), mapped);
        mapped.put("style", options.getStyle(), STYLE);
        String format = options.getResponseFormat();
        if (format != null && !RETURNED.contains(format)) {
            mapped.put("responseFormat", format.replaceFirst("^image/", ""), List.of("output_format"));
        }
        Map<String, Object> inputs = new LinkedHashMap<>(mapped.inputs());
        inputs.putAll(options.getInputs());
        return inputs;
    }

    private static void size(@Nullable Integer width, @Nullable Integer height, MappedOptions mapped) {
        AiModelSchema schema = mapped.schema();
        if (schema.first(WIDTH).isPresent() && schema.first(HEIGHT).isPresent() || width == null || height == null) {
            mapped.put("width", width, WIDTH);
            mapped.put("height", height, HEIGHT);
            if ((width != null || height != null)
                    && schema.choices(ASPECT_RATIO).contains(CUSTOM)) {
                mapped.put(ASPECT_RATIO, CUSTOM); // else such a model ignores width and height
            }
            return;
        }
        Optional<String> size = schema.first(SIZE).flatMap(name -> choice(schema, name, width + "x" + height));
        if (size.isPresent()) {
            mapped.put(schema.first(SIZE).orElseThrow(), size.get());
        } else if (schema.has(ASPECT_RATIO)) {
            mapped.put(ASPECT_RATIO, aspectRatio(schema, width, height));
        } else {
            mapped.unknown("width");
            mapped.unknown("height");
        }
    }

    /** Sizes are written 1024x768 or 1024*768. */
    private static Optional<String> choice(AiModelSchema schema, String name, String wanted) {
        return schema.choices(name).stream()
                .map(Object::toString)
                .filter(choice -> choice.replace('*', 'x').equalsIgnoreCase(wanted))
                .findFirst();
    }

    private static String aspectRatio(AiModelSchema schema, int width, int height) {
        if (width < 1 || height < 1) {
            throw new InvalidInputException(
                    "width and height must be above 0, but are " + width + " and " + height + ". Nothing was sent.");
        }
        List<Object> choices = schema.choices(ASPECT_RATIO);
        int divisor = BigInteger.valueOf(width).gcd(BigInteger.valueOf(height)).intValue();
        String ratio = width / divisor + ":" + height / divisor;
        if (!choices.isEmpty() && choices.stream().noneMatch(ratio::equals)) {
            throw new InvalidInputException(schema.model() + " makes no images of " + width + " x " + height
                    + ", which is " + ratio + ". It takes an aspect_ratio, one of " + choices + ".");
        }
        return ratio;
    }
}
