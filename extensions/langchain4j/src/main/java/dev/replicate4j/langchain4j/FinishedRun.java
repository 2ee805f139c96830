package dev.replicate4j.langchain4j;

import dev.replicate4j.URLPath;
import dev.replicate4j.api.Prediction;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run that has returned its output.
 *
 * @param model {@code owner/name}
 * @param output as the model's definition decodes it
 * @param prediction as it was last seen
 */
record FinishedRun(String model, @Nullable Object output, Prediction prediction) {

    /** {@return the files in the output, wherever they are in it, in their order} */
    List<URLPath> files() {
        List<URLPath> files = new ArrayList<>();
        collect(output, files);
        return files;
    }

    private static void collect(@Nullable Object value, List<URLPath> files) {
        if (value instanceof URLPath file) {
            files.add(file);
        } else if (value instanceof Collection<?> items) {
            items.forEach(item -> collect(item, files));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(item -> collect(item, files));
        } else if (value instanceof Record object) {
            for (RecordComponent component : object.getClass().getRecordComponents()) {
                collect(read(object, component), files);
            }
        }
    }

    private static @Nullable Object read(Record object, RecordComponent component) {
        try {
            return component.getAccessor().invoke(object);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The output " + object.getClass().getName() + " cannot be read.", e);
        }
    }

    /** {@return what LangChain4j's {@code Response} keeps besides the content: {@code id}, {@code model}, {@code predict_time} in seconds} */
    Map<String, Object> metadata() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("id", prediction.id());
        metadata.put("model", model);
        prediction.metrics().predictTime().ifPresent(time -> metadata.put("predict_time", time.toNanos() / 1e9));
        return metadata;
    }
}
