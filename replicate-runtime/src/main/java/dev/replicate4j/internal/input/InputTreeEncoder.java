package dev.replicate4j.internal.input;

import dev.replicate4j.api.FileStrategy;
import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.internal.file.DataUri;
import dev.replicate4j.internal.file.URLFileSystem;
import dev.replicate4j.internal.http.CancelableFuture;
import dev.replicate4j.internal.http.Futures;
import dev.replicate4j.internal.transfer.UploadException;
import dev.replicate4j.model.WireValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Turns inputs into JSON: enums become their values, outputs of other runs are awaited, a path behind a URL becomes that URL,
 * a small file a data URI, a larger one the URL of an upload.
 *
 * <p>All files are looked at before the first request, so that a wrong one costs nothing.
 */
public final class InputTreeEncoder {

    private final InputTree tree;
    private final UploadCache uploads;

    /**
     * Makes the encoder of a client.
     *
     * @param tree walks the inputs
     * @param uploads what uploads
     */
    public InputTreeEncoder(InputTree tree, UploadCache uploads) {
        this.tree = tree;
        this.uploads = uploads;
    }

    /**
     * Encodes the inputs of one call.
     *
     * @param model what they are inputs of, for messages
     * @param inputs by wire name
     * @param strategy how local files get to Replicate
     * @return the inputs as JSON; fails with {@link InvalidInputException} if an input cannot be sent, and as soon as an
     *     upload fails. Cancelling it gives up its uploads
     */
    public CompletableFuture<Map<String, @Nullable Object>> encode(
            String model, Map<String, ? extends @Nullable Object> inputs, FileStrategy strategy) {
        try {
            return start(model, inputs, strategy);
        } catch (InvalidInputException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<Map<String, @Nullable Object>> start(
            String model, Map<String, ? extends @Nullable Object> inputs, FileStrategy strategy) {
        Encoding encoding = new Encoding(strategy);
        Map<String, @Nullable Object> encoded = walk(model, inputs, encoding::json);
        if (encoding.outputs.isEmpty()) {
            return upload(model, encoding, encoded);
        }
        return Futures.chain(
                CompletableFuture.allOf(encoding.outputs.toArray(CompletableFuture[]::new)),
                done -> upload(model, encoding, walk(model, encoded, encoding::withOutput)));
    }

    private static Map<String, @Nullable Object> walk(
            String model, Map<String, ? extends @Nullable Object> inputs, InputTree.Leaves leaves) {
        Map<String, @Nullable Object> walked = new LinkedHashMap<>(2 * inputs.size());
        for (Map.Entry<String, ? extends @Nullable Object> input : inputs.entrySet()) {
            walked.put(input.getKey(), InputTree.walk(Place.of(input.getKey(), model), input.getValue(), leaves));
        }
        return Collections.unmodifiableMap(walked);
    }

    /** Starts all uploads, and fails with the first that does. */
    private CompletableFuture<Map<String, @Nullable Object>> upload(
            String model, Encoding encoding, Map<String, @Nullable Object> encoded) {
        if (encoding.files.isEmpty()) {
            return CompletableFuture.completedFuture(encoded);
        }
        Collection<PendingUpload> files = encoding.files.values();
        files.forEach(file -> file.url = uploads.upload(file.file));
        CancelableFuture<Map<String, @Nullable Object>> result = new CancelableFuture<>(() -> cancel(files));
        files.forEach(file -> file.url.whenComplete((url, failure) -> {
            if (failure != null && result.completeExceptionally(file.failure(Futures.unwrap(failure)))) {
                cancel(files);
            }
        }));
        CompletableFuture.allOf(files.stream().map(file -> file.url).toArray(CompletableFuture[]::new))
                .whenComplete(Futures.guarded(result, (done, failure) -> {
                    if (failure == null) {
                        result.complete(walk(model, encoded, PendingUpload::url));
                    }
                }));
        return result;
    }

    private static void cancel(Collection<PendingUpload> files) {
        files.forEach(file -> file.url.cancel(true));
    }

    /** The walk over the inputs of a call: what is not known yet stays in its place. */
    private final class Encoding {

        private final FileStrategy strategy;
        private final List<CompletableFuture<?>> outputs = new ArrayList<>();
        private final Map<Path, PendingUpload> files = new LinkedHashMap<>();

        Encoding(FileStrategy strategy) {
            this.strategy = strategy;
        }

        private @Nullable Object json(Place place, Object given) {
            Object leaf = tree.leaf(place, given);
            if (leaf instanceof WireValue named) {
                return named.wireValue();
            }
            if (leaf instanceof Path path) {
                return file(place, path);
            }
            CompletableFuture<?> output = tree.types().output(leaf);
            if (output == null) {
                return leaf;
            }
            if (output.isDone()) {
                return InputTree.walk(place, output.join(), this::json);
            }
            outputs.add(output);
            return leaf;
        }

        /** Returns what takes the place of an output that was not there in the first walk. */
        private @Nullable Object withOutput(Place place, Object leaf) {
            CompletableFuture<?> output = tree.types().output(leaf);
            return output == null ? leaf : InputTree.walk(place, output.join(), this::json);
        }

        private Object file(Place place, Path path) {
            PendingUpload known = files.get(path);
            if (known != null) {
                return known;
            }
            String url = url(path);
            if (url != null) {
                return url;
            }
            LocalFile file = LocalFile.of(place.toString(), path);
            String inline = file.inline(place.toString(), strategy);
            if (inline != null) {
                return inline;
            }
            file.checkName(place.toString());
            PendingUpload upload = new PendingUpload(place.toString(), file);
            files.put(path, upload);
            return upload;
        }

        /** A data URI is a file in a URL's clothes: outputs come so, and a large one is too much for a request. */
        private @Nullable String url(Path path) {
            // What was kept stands for itself: its URL dies an hour after the run.
            if (!(path.getFileSystem() instanceof URLFileSystem system)
                    || system.file().kept() != null) {
                return null;
            }
            String url = system.file().url();
            return !DataUri.is(url) || strategy.inlines(DataUri.size(url)) ? url : null;
        }
    }

    /** A file that has to be uploaded, in the place of its URL. */
    private static final class PendingUpload {

        private final String input;
        private final LocalFile file;
        private CompletableFuture<String> url = new CompletableFuture<>();

        PendingUpload(String input, LocalFile file) {
            this.input = input;
            this.file = file;
        }

        static Object url(Place place, Object leaf) {
            return leaf instanceof PendingUpload file ? file.url.join() : leaf;
        }

        Throwable failure(Throwable failure) {
            return failure instanceof UploadException
                    ? new InvalidInputException(
                            input + " is the file " + file.path() + ": " + failure.getMessage(), failure)
                    : failure;
        }
    }
}
