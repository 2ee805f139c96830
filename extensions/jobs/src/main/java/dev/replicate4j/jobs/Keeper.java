package dev.replicate4j.jobs;

import dev.replicate4j.ModelFunction;
import dev.replicate4j.api.Prediction;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the files of runs, which Replicate deletes an hour after their end, in a folder of any file system, as
 * {@code <key>/<index>-<name>}. A file is there whole, or not at all. Jobs do this by themselves; for a single run or what a
 * webhook brings:
 *
 * <pre>{@code
 * Keeper keeper = Keeper.in(Path.of("kept"));
 * Prediction prediction = secret.verify(headers, body).prediction();
 * KeptOutput<List<URLPath>> kept = keeper.keep("cat-1", replicate.use(FluxDev.MODEL), prediction);
 * }</pre>
 *
 * <p>Safe for use by several threads.
 */
public final class Keeper {

    private final Path folder;

    private Keeper(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes a keeper.
     *
     * @param folder made when the first file is kept
     * @return the keeper
     */
    public static Keeper in(Path folder) {
        return new Keeper(folder);
    }

    /**
     * Keeps the files of a prediction that has succeeded: those anywhere in its output. What was kept of the same key before is
     * replaced.
     *
     * @param <O> the output of the model
     * @param key names the folder; what a file system could not take in a name is replaced
     * @param function the model that has run
     * @param prediction the run
     * @return the output, its files being read from their copies
     * @throws FilesLostException if a file or the output is gone
     * @throws IOException if a file cannot be downloaded
     * @throws JobException if a file cannot be written
     */
    public <O extends @Nullable Object> KeptOutput<O> keep(
            String key, ModelFunction<?, O, ?> function, Prediction prediction) throws IOException {
        if (prediction.isDataRemoved()) {
            throw lost(prediction.id(), null);
        }
        OutputFiles files = new OutputFiles(folder);
        try {
            OutputFiles.Stored stored = files.keep(function, key, prediction.output());
            return new KeptOutput<>(files.decode(function, stored.json(), stored.files()), files.kept(stored.files()));
        } catch (IOException e) {
            if (OutputFiles.isGone(e)) {
                throw lost(prediction.id(), e);
            }
            throw e;
        }
    }

    static FilesLostException lost(String id, @Nullable Throwable cause) {
        String what = cause == null ? "its output" : "a file of its output (" + cause.getMessage() + ")";
        return new FilesLostException(
                "Prediction " + id + " has run and was paid, but " + what
                        + " is gone: Replicate deletes it an hour after" + " the end of a run. It was not run again.",
                cause);
    }
}
