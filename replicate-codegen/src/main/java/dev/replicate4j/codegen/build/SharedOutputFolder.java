package dev.replicate4j.codegen.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder of generated sources, which several executions may share: a file is written only when its bytes differ, and removed
 * only when this execution wrote it and no longer does.
 */
final class SharedOutputFolder {

    private final Path root;

    SharedOutputFolder(Path root) {
        this.root = root;
    }

    /**
     * What was done.
     *
     * @param files all files of this execution
     * @param changed how many of them were written
     * @param removed how many earlier ones were deleted
     */
    record Written(List<Path> files, int changed, int removed) {}

    /**
     * Makes the folder hold these sources.
     *
     * @param sources texts by path within the folder, with slashes
     * @param earlier what the execution wrote the last time
     */
    Written write(Map<String, String> sources, Set<Path> earlier) throws IOException {
        Files.createDirectories(root);
        List<Path> files = new ArrayList<>();
        int changed = 0;
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = inside(source.getKey());
            files.add(file);
            byte[] bytes = source.getValue().getBytes(StandardCharsets.UTF_8);
            if (!Files.isRegularFile(file) || !Arrays.equals(Files.readAllBytes(file), bytes)) {
                Files.createDirectories(file.getParent());
                Files.write(file, bytes);
                changed++;
            }
        }
        int removed = 0;
        for (Path file : earlier) {
            if (!files.contains(file) && file.startsWith(root) && Files.deleteIfExists(file)) {
                removed++;
                removeEmptyFolders(file);
            }
        }
        return new Written(List.copyOf(files), changed, removed);
    }

    /** Names come from schemas in the end: whatever they are, nothing is written outside. */
    private Path inside(String path) throws IOException {
        Path file = root.resolve(path).normalize();
        if (!file.startsWith(root)) {
            throw new IOException("refused to write " + path + ", which is outside of " + root);
        }
        return file;
    }

    private void removeEmptyFolders(Path removed) throws IOException {
        for (Path folder = removed.getParent();
                folder != null && !folder.equals(root) && isEmpty(folder);
                folder = folder.getParent()) {
            Files.delete(folder);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }
}
