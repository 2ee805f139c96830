package dev.replicate4j.codegen.internal.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder of generated sources. */
public final class OutputFolder {

    private final Path root;
    private final String marker;

    private OutputFolder(Path root, String marker) {
        this.root = root;
        this.marker = marker;
    }

    /**
     * What a folder holds now, and what changed in it.
     *
     * @param files all files that it was to hold
     * @param written those of them that were written
     * @param removed files that were removed
     */
    public record FolderUpdate(List<Path> files, List<Path> written, List<Path> removed) {}

    /**
     * Names a folder.
     *
     * @param folder where; need not exist
     * @param marker the first line of every file that the generator makes
     * @return the folder
     */
    public static OutputFolder at(Path folder, String marker) {
        return new OutputFolder(folder.toAbsolutePath().normalize(), marker);
    }

    /**
     * Makes the folder hold these generated files and no others. Files without the marker are left alone.
     *
     * @param files texts by path below the folder, with {@code /}
     * @return what changed
     * @throws IOException if a path leaves the folder, or the disk fails
     */
    public FolderUpdate hold(Map<String, String> files) throws IOException {
        Map<Path, byte[]> wanted = wanted(files);
        List<Path> removed = removeOthers(wanted.keySet());
        return new FolderUpdate(List.copyOf(wanted.keySet()), writeAll(wanted), removed);
    }

    /**
     * Puts generated files into a folder that holds other generated files as well, and removes those of an earlier time that are
     * not among them.
     *
     * @param files texts by path below the folder, with {@code /}
     * @param earlier files that were put here before; those that are outside of the folder, or not the generator's, stay
     * @return what changed
     * @throws IOException if a path leaves the folder, or the disk fails
     */
    public FolderUpdate replace(Collection<Path> earlier, Map<String, String> files) throws IOException {
        Map<Path, byte[]> wanted = wanted(files);
        Files.createDirectories(root);
        // First, since names that differ in case alone may be one file.
        List<Path> removed = new ArrayList<>();
        for (Path file : earlier) {
            if (!wanted.containsKey(file) && isInside(file) && Files.isRegularFile(file, NOFOLLOW_LINKS)) {
                refuseLinks(file);
                if (isOurs(file)) {
                    Files.delete(file);
                    removed.add(file);
                    removeEmptyFolders(file);
                }
            }
        }
        return new FolderUpdate(List.copyOf(wanted.keySet()), writeAll(wanted), List.copyOf(removed));
    }

    private Map<Path, byte[]> wanted(Map<String, String> files) throws IOException {
        Map<Path, byte[]> wanted = new LinkedHashMap<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            wanted.put(inside(file.getKey()), file.getValue().getBytes(UTF_8));
        }
        return wanted;
    }

    private List<Path> writeAll(Map<Path, byte[]> wanted) throws IOException {
        List<Path> written = new ArrayList<>();
        for (Path file : wanted.keySet()) {
            refuseLinks(file);
        }
        for (Map.Entry<Path, byte[]> file : wanted.entrySet()) {
            if (AtomicFile.write(file.getKey(), file.getValue())) {
                written.add(file.getKey());
            }
        }
        return List.copyOf(written);
    }

    private Path inside(String path) throws IOException {
        try {
            Path file = root.resolve(path).normalize();
            if (isInside(file)) {
                return file;
            }
        } catch (InvalidPathException e) {
            throw new IOException("[PathOutside] \"" + path + "\" must name a file inside " + root + ".", e);
        }
        throw new IOException(
                "[PathOutside] \"" + path + "\" must name a file inside " + root + ", but leads out of it.");
    }

    private boolean isInside(Path file) {
        return !file.equals(root) && file.normalize().startsWith(root);
    }

    /** A link below the folder may lead anywhere. The folder itself may well be one. */
    private void refuseLinks(Path file) throws IOException {
        for (Path path = file; path != null && !path.equals(root); path = path.getParent()) {
            refuseLink(path);
        }
    }

    private static void refuseLink(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            throw new IOException("[PathOutside] " + path
                    + " must not be a symbolic link, since it would lead out of the output folder. Remove it.");
        }
    }

    private List<Path> removeOthers(Set<Path> wanted) throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        Set<Path> stale;
        try (Stream<Path> all = Files.walk(root)) {
            stale = all.filter(file -> file.toString().endsWith(".java") && !wanted.contains(file))
                    .filter(file -> Files.isRegularFile(file, NOFOLLOW_LINKS))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        List<Path> removed = new ArrayList<>();
        for (Path file : stale) {
            if (isOurs(file)) {
                Files.delete(file);
                removed.add(file);
            }
        }
        return List.copyOf(removed);
    }

    private boolean isOurs(Path file) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            return marker.equals(reader.readLine());
        } catch (MalformedInputException notText) {
            return false;
        }
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
