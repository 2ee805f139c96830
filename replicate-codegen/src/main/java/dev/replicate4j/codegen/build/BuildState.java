package dev.replicate4j.codegen.build;

import dev.replicate4j.codegen.internal.files.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the last run of an execution read and wrote: enough to tell that a further run would change nothing, without
 * reading a schema or loading the generator.
 *
 * <p>Contents are compared, not times: a checkout or a copied folder changes times, and an edit within the clock's
 * grain doesn't.
 *
 * @param settings stands for configuration and generator version
 * @param inputs the pins that were read, each with the digest of its bytes
 * @param outputs the sources that were written, each with the digest of its bytes
 */
record BuildState(String settings, Map<Path, String> inputs, Map<Path, String> outputs) {

    private static final String HEADER = "replicate4j build state 2";

    private static final String END = "end";

    BuildState {
        inputs = new TreeMap<>(inputs);
        outputs = new TreeMap<>(outputs);
    }

    /** Takes the state of files as they are now. */
    static BuildState of(String settings, Collection<Path> inputs, Collection<Path> outputs) throws IOException {
        return new BuildState(settings, digests(inputs), digests(outputs));
    }

    /** Reads a stored state; empty where there is none that can be used: a state costs one generation at most. */
    static Optional<BuildState> read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<BuildState> parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() < 3 || !lines.get(0).equals(HEADER) || !text.endsWith(END + "\n")) {
            return Optional.empty();
        }
        Map<Path, String> inputs = new TreeMap<>();
        Map<Path, String> outputs = new TreeMap<>();
        for (String line : lines.subList(2, lines.size() - 1)) {
            String[] words = line.split(" ", 3);
            if (words.length != 3) {
                return Optional.empty();
            }
            try {
                (words[0].equals("in") ? inputs : outputs).put(Path.of(words[2]), words[1]);
            } catch (InvalidPathException damaged) {
                return Optional.empty();
            }
        }
        return Optional.of(new BuildState(lines.get(1), inputs, outputs));
    }

    void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        text.append(settings).append('\n');
        inputs.forEach((path, digest) -> line(text, "in", digest, path));
        outputs.forEach((path, digest) -> line(text, "out", digest, path));
        text.append(END).append('\n');
        AtomicFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void line(StringBuilder text, String kind, String digest, Path path) {
        text.append(kind).append(' ').append(digest).append(' ').append(path).append('\n');
    }

    /** Tells whether settings and files are still what they were. */
    boolean holds(String currentSettings) throws IOException {
        return settings.equals(currentSettings) && unchanged(inputs) && unchanged(outputs);
    }

    private static boolean unchanged(Map<Path, String> files) throws IOException {
        for (Map.Entry<Path, String> file : files.entrySet()) {
            if (!file.getValue().equals(digest(file.getKey()))) {
                return false;
            }
        }
        return true;
    }

    private static Map<Path, String> digests(Collection<Path> files) throws IOException {
        Map<Path, String> digests = new TreeMap<>();
        for (Path file : files) {
            digests.put(file, digest(file));
        }
        return digests;
    }

    /** Returns the digest of a file's bytes, or "absent". */
    private static String digest(Path file) throws IOException {
        try {
            return digest(Files.readAllBytes(file));
        } catch (NoSuchFileException absent) {
            return "absent";
        }
    }

    static String digest(String text) {
        return digest(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
