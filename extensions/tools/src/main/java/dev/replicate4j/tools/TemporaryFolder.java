package dev.replicate4j.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder of a session that saves nothing. */
final class TemporaryFolder {

    private TemporaryFolder() {}

    /** Deletes a folder with all that is in it; what cannot be deleted is left to the system. */
    static void delete(Path folder) {
        List<Path> all;
        try (Stream<Path> found = Files.walk(folder)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        } catch (IOException e) {
            log(folder, e);
            return;
        }
        for (Path path : all) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                log(path, e);
            }
        }
    }

    private static void log(Path path, IOException failure) {
        System.getLogger("dev.replicate4j.tools")
                .log(System.Logger.Level.DEBUG, "The temporary " + path + " cannot be deleted", failure);
    }
}
