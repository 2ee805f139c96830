package dev.replicate4j.internal.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Fetches files into one directory, each URL once. */
public final class Downloads {

    private final Path directory = Path.of(System.getProperty("java.io.tmpdir"), "replicate4j");

    private Downloads() {}

    /** Returns what paths without a client share. */
    public static Downloads shared() {
        return Shared.INSTANCE;
    }

    Path place(String url) {
        return directory.resolve(Integer.toHexString(url.hashCode())).resolve(FileName.of(url));
    }

    Path get(String url) throws IOException {
        Path place = place(url);
        if (!Files.exists(place)) {
            Files.createDirectories(place.getParent());
            Files.write(place, DataUri.decode(url));
        }
        return place;
    }

    boolean drop(String url) throws IOException {
        return Files.deleteIfExists(place(url));
    }

    boolean isOpen() {
        return true;
    }

    private static final class Shared {

        static final Downloads INSTANCE = new Downloads();
    }
}
