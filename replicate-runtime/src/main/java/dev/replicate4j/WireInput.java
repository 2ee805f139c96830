package dev.replicate4j;

import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.internal.file.InputFiles;
import dev.replicate4j.model.WireValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Turns inputs as users give them into what is sent, but for the paths, which the file encoder takes over. */
final class WireInput {

    private final List<CompletableFuture<?>> pending = new ArrayList<>();

    private WireInput() {}

    /** Returns the values that a call was given, by wire name. */
    static Map<String, ?> values(String model, Object input) {
        if (input instanceof InputMap typed) {
            return typed.values();
        }
        Map<String, Object> values = new LinkedHashMap<>();
        ((Map<?, ?>) input).forEach((name, value) -> {
            if (value != null) {
                values.put(name.toString(), InputValues.sendable(name + " of " + model, value));
            }
        });
        return values;
    }

    /** Encodes what a request of the API was given, where null is sent as null. */
    static CompletableFuture<Map<String, @Nullable Object>> encode(
            Map<String, @Nullable Object> input, InputFiles files, CallOptions options) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(input);
        try {
            values.replaceAll((name, value) -> value == null ? null : InputValues.sendable("the input " + name, value));
        } catch (InvalidInputException e) {
            return CompletableFuture.failedFuture(e);
        }
        return of(values).thenCompose(wire -> files.encode(wire, options.fileStrategy()));
    }

    /**
     * Returns the values as JSON has them: enums by what they are on the wire, the output of another run as soon as that
     * has ended.
     */
    static CompletableFuture<Map<String, @Nullable Object>> of(Map<String, ?> values) {
        WireInput wire = new WireInput();
        Map<String, @Nullable Object> early = wire.map(values);
        return wire.pending.isEmpty()
                ? CompletableFuture.completedFuture(early)
                : CompletableFuture.allOf(wire.pending.toArray(CompletableFuture[]::new))
                        .thenApply(done -> new WireInput().map(values));
    }

    private Map<String, @Nullable Object> map(Map<?, ?> values) {
        Map<String, @Nullable Object> wire = new LinkedHashMap<>();
        values.forEach((name, value) -> wire.put((String) name, value(value)));
        return wire;
    }

    private @Nullable Object value(@Nullable Object value) {
        if (value instanceof WireValue named) {
            return named.wireValue();
        }
        if (value instanceof OutputIterator<?> other) {
            return whole(other);
        }
        if (value instanceof Collection<?> items) {
            List<@Nullable Object> list = new ArrayList<>(items.size());
            items.forEach(item -> list.add(value(item)));
            return list;
        }
        return value instanceof Map<?, ?> fields ? map(fields) : value;
    }

    private @Nullable Object whole(OutputIterator<?> other) {
        CompletableFuture<Object> whole = other.whole();
        if (whole.isDone()) {
            return value(whole.join());
        }
        pending.add(whole);
        return null;
    }
}
