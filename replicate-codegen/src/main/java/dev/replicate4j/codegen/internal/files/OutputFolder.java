package dev.replicate4j.codegen.internal.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
     * What changed in the folder.
     *
     * @param written files that were written
     * @param removed files that were removed
     */
    public record Outcome(List<Path> written, List<Path> removed) {}

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
    public Outcome hold(Map<String, String> files) throws IOException {
        Map<Path, byte[]> wanted = new LinkedHashMap<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            wanted.put(inside(file.getKey()), file.getValue().getBytes(UTF_8));
        }
        List<Path> removed = removeOthers(wanted.keySet());
        List<Path> written = new ArrayList<>();
        for (Path folder : wanted.keySet().stream().map(Path::getParent).collect(Collectors.toSet())) {
            refuseLinks(folder);
            Files.createDirectories(folder);
        }
        for (Map.Entry<Path, byte[]> file : wanted.entrySet()) {
            if (write(file.getKey(), file.getValue())) {
                written.add(file.getKey());
            }
        }
        return new Outcome(List.copyOf(written), removed);
    }

    private Path inside(String path) throws IOException {
        try {
            Path file = root.resolve(path).normalize();
            if (!file.equals(root) && file.startsWith(root)) {
                return file;
            }
        } catch (InvalidPathException e) {
            throw new IOException("[PathOutside] \"" + path + "\" must name a file inside " + root + ".", e);
        }
        throw new IOException(
                "[PathOutside] \"" + path + "\" must name a file inside " + root + ", but leads out of it.");
    }

    private static boolean write(Path file, byte[] content) throws IOException {
        refuseLink(file);
        if (Files.isRegularFile(file)
                && Files.size(file) == content.length
                && Arrays.equals(Files.readAllBytes(file), content)) {
            return false;
        }
        Files.write(file, content);
        return true;
    }

    /** A link below the folder may lead anywhere. The folder itself may well be one. */
    private void refuseLinks(Path folder) throws IOException {
        for (Path path = folder; path != null && !path.equals(root); path = path.getParent()) {
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
                    .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
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
}
