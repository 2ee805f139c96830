package dev.replicate4j;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a model's output is read from JSON: as a whole and piece by piece. */
public abstract class OutputType<O, P> {

    OutputType() {}

    /** A text that the model makes piece by piece (an iterator that concatenates): whole it is one string. */
    public static OutputType<String, String> text() {
        throw new UnsupportedOperationException();
    }

    public static OutputType<String, String> string() {
        throw new UnsupportedOperationException();
    }

    public static OutputType<Long, Long> integer() {
        throw new UnsupportedOperationException();
    }

    public static OutputType<Double, Double> number() {
        throw new UnsupportedOperationException();
    }

    public static OutputType<Boolean, Boolean> bool() {
        throw new UnsupportedOperationException();
    }

    public static OutputType<URLPath, URLPath> file() {
        throw new UnsupportedOperationException();
    }

    /** Any JSON: Map, List, String, Long, Double, Boolean or null. */
    public static OutputType<Object, Object> any() {
        throw new UnsupportedOperationException();
    }

    /** A list that appears as a whole. */
    public static <T> OutputType<List<T>, T> list(OutputType<T, ?> item) {
        throw new UnsupportedOperationException();
    }

    /** A list that grows while the model runs (an iterator that does not concatenate). */
    public static <T> OutputType<List<T>, T> iterator(OutputType<T, ?> item) {
        throw new UnsupportedOperationException();
    }

    public static <T> OutputType<Map<String, T>, Map<String, T>> map(OutputType<T, ?> value) {
        throw new UnsupportedOperationException();
    }

    /** An object with named fields, read into a record. */
    public static <R> OutputType<R, R> object(Function<Fields, R> record) {
        throw new UnsupportedOperationException();
    }

    /** The fields of an object that was received. */
    public interface Fields {

        /** Returns the field, read as the type; null where it is missing or null. */
        <T> @Nullable T get(String name, OutputType<T, ?> type);
    }
}
