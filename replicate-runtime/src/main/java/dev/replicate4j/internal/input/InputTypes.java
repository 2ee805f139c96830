package dev.replicate4j.internal.input;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The types of the root package that may be inputs. */
public interface InputTypes {

    /** Makes a file of a content in memory, whose URL is a data URI. */
    Path file(byte[] content, String mediaType);

    /** Returns the output of another run, to be awaited; null if the value is not one. */
    @Nullable CompletableFuture<?> output(Object value);
}
