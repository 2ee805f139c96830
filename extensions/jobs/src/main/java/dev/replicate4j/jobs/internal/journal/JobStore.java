package dev.replicate4j.jobs.internal.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** The folder of a job: {@code manifest.json}, {@code journal.jsonl} and {@code lock}. */
public final class JobStore implements AutoCloseable {

    /** What an index does not need. */
    private static final Set<String> SKIPPED = Set.of("at", "model", "input", "output", "files", "error", "prediction");

    private final Path folder;
    private final StoreLock lock;
    private final Journal journal;
    private final KeyIndex index;
    private Manifest manifest; // guarded by this

    private JobStore(Path folder, StoreLock lock, Manifest manifest, Journal journal, KeyIndex index) {
        this.folder = folder;
        this.lock = lock;
        this.manifest = manifest;
        this.journal = journal;
        this.index = index;
    }

    /**
     * Opens a folder, for this process alone.
     *
     * @param folder made where it is not there
     * @param settings what must stay the same from one opening to the next
     * @param copy gets what is written
     * @param executor what waits for an entry runs there
     * @param seen gets each entry that is there, less inputs and outputs
     * @throws JournalException if another process has it, it is damaged or was made with other settings
     */
    public static JobStore open(
            Path folder,
            Map<String, String> settings,
            Journal.Copy copy,
            Executor executor,
            Consumer<JournalEntry> seen)
            throws IOException {
        Files.createDirectories(folder);
        StoreLock lock = StoreLock.acquire(folder);
        try {
            Manifest manifest = manifest(folder, settings);
            KeyIndex index = new KeyIndex();
            Path file = folder.resolve("journal.jsonl");
            long end = read(file, index, seen);
            return new JobStore(folder, lock, manifest, Journal.open(file, end, copy, index::apply, executor), index);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static long read(Path file, KeyIndex index, Consumer<JournalEntry> seen) throws IOException {
        try {
            return JournalReader.read(file, SKIPPED, (offset, entry) -> {
                index.apply(offset, entry);
                seen.accept(entry);
            });
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    private static Manifest manifest(Path folder, Map<String, String> settings) throws IOException {
        Manifest found = Manifest.read(folder);
        if (found == null && Files.exists(folder.resolve("journal.jsonl"))) {
            throw new JournalException("The job in " + folder + " has a journal, but no manifest.json, so nobody can"
                    + " tell what it was made for. Put the manifest back.");
        }
        if (found == null) {
            byte[] salt = new byte[16];
            new SecureRandom().nextBytes(salt);
            Manifest made = new Manifest(Map.of(), settings, HexFormat.of().formatHex(salt));
            made.write(folder);
            return made;
        }
        if (!found.settings().equals(settings)) {
            throw new JournalException("The job in " + folder + " was made with the settings " + found.settings()
                    + ", but is opened with " + settings + ". Open it with those, or use another folder.");
        }
        return found;
    }

    /**
     * Lets a model be called.
     *
     * @param version empty for a model that is run by its name alone
     * @param change whether another version than before may go on
     * @throws JournalException if another version of it was called before
     */
    public synchronized void admit(String model, String version, boolean change) throws IOException {
        String before = manifest.models().get(model);
        if (version.equals(before)) {
            return;
        }
        if (before != null && !change) {
            throw new JournalException("The job in " + folder + " was made for " + ref(model, before)
                    + ", but is opened for " + ref(model, version)
                    + ". To go on with the new version for what is not done yet, open it with acceptNewVersion();"
                    + " to run everything by it, use another folder.");
        }
        manifest = manifest.with(model, version);
        manifest.write(folder);
    }

    /** {@return whether the job has called this model, or any other} */
    public synchronized boolean isFor(String model) {
        return manifest.models().isEmpty() || manifest.models().containsKey(model);
    }

    /** {@return the models that it was made for} */
    public synchronized Set<String> models() {
        return manifest.models().keySet();
    }

    private static String ref(String model, String version) {
        return version.isEmpty() ? model : model + ":" + version;
    }

    /** {@return what secrets are digested with} */
    public synchronized byte[] salt() {
        return HexFormat.of().parseHex(manifest.salt());
    }

    /** {@return the folder} */
    public Path folder() {
        return folder;
    }

    /** {@return the file of the journal} */
    public Path journalFile() {
        return journal.file();
    }

    /** {@return the state of each key} */
    public KeyIndex index() {
        return index;
    }

    /** {@return completes when the entry is on disk and the index knows it; fails with a {@link JournalException}} */
    public CompletableFuture<Long> append(JournalEntry entry) {
        return journal.append(entry);
    }

    /** {@return the last entry of a key, with its output} */
    public JournalEntry entry(KeyState state) throws IOException {
        return JournalReader.entry(journal.file(), state.offset());
    }

    /** Writes what was appended before, and lets others have the folder. */
    @Override
    public void close() throws IOException {
        try {
            journal.close();
        } finally {
            lock.close();
        }
    }
}
