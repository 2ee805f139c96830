package dev.replicate4j.tools.internal.access;

import dev.replicate4j.URLPath;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Turns the text that an agent gave for a file into what is sent: a local file in an allowed folder, or an address. Addresses
 * that a model of the session has returned may always be passed on.
 */
public final class FileAccess {

    private static final int LONGEST_DATA = 1 << 20;
    private static final int SHOWN = 200;

    private final List<Path> folders;
    private final AddressPolicy addresses;
    private final Set<String> returned = ConcurrentHashMap.newKeySet();

    /**
     * Makes the access to some folders.
     *
     * @param folders whose files may be sent, with all below them
     */
    public FileAccess(List<Path> folders, AddressPolicy addresses) {
        this.folders = List.copyOf(folders);
        this.addresses = addresses;
    }

    /** Allows an address that a model has returned. */
    public void returned(String url) {
        returned.add(url);
    }

    /**
     * Returns what is sent for a text.
     *
     * @param argument the argument's name, for messages
     * @throws AccessException if it must not be sent
     */
    public Path resolve(String argument, String text) {
        if (returned.contains(text)) {
            return URLPath.of(text);
        }
        if (text.regionMatches(true, 0, "data:", 0, 5)) {
            return data(argument, text);
        }
        if (text.matches("(?is)[a-z][a-z0-9+.-]+:.*")) {
            return address(argument, text);
        }
        return local(argument, text);
    }

    private static Path data(String argument, String text) {
        if (text.length() > LONGEST_DATA) {
            throw new AccessException(argument + " holds a data: URI of " + text.length() + " characters, but at most "
                    + LONGEST_DATA + " are sent. Give an http(s) URL or a path.");
        }
        try {
            return URLPath.of(text);
        } catch (RuntimeException malformed) {
            throw new AccessException(
                    argument + " holds a data: URI that cannot be read. Give an http(s) URL or a path.");
        }
    }

    private Path address(String argument, String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new AccessException(argument + " must be an http(s) URL or a path, but is \"" + shown(text) + "\".");
        }
        if ("file".equalsIgnoreCase(uri.getScheme())) {
            return fileUri(argument, text, uri);
        }
        Optional<String> refusal = addresses.refusal(uri);
        if (refusal.isPresent()) {
            throw new AccessException(argument + " must be an http(s) URL of the public internet or a path, but \""
                    + shown(text) + "\" " + refusal.get() + ". Give another address.");
        }
        return URLPath.of(text);
    }

    private Path fileUri(String argument, String text, URI uri) {
        try {
            return local(argument, Path.of(uri).toString());
        } catch (IllegalArgumentException e) {
            throw new AccessException(argument + " names no local file: \"" + shown(text) + "\". Give a path.");
        }
    }

    private Path local(String argument, String text) {
        for (Path folder : folders) {
            Optional<Path> file = in(folder, text);
            if (file.isPresent()) {
                return file.get();
            }
        }
        throw new AccessException(argument + " must be an http(s) URL" + allowed() + ", but is \"" + shown(text)
                + "\". A file that is not there, or lies elsewhere, cannot be sent.");
    }

    /** The real path counts, so that neither a link nor .. leads out of a folder. */
    private static Optional<Path> in(Path folder, String text) {
        try {
            Path root = folder.toRealPath();
            Path named = root.resolve(text);
            if (!Objects.equals(named.getRoot(), root.getRoot())) {
                return Optional.empty(); // another drive or host: Windows would log in to it to look
            }
            Path file = named.toRealPath();
            boolean inside = file.startsWith(root) && !isHidden(root.relativize(file));
            return inside && Files.isRegularFile(file) && Files.isReadable(file) ? Optional.of(file) : Optional.empty();
        } catch (IOException | InvalidPathException notThere) {
            return Optional.empty();
        }
    }

    /** Keys, settings and journals lie in files and folders whose names begin with a dot. */
    private static boolean isHidden(Path relative) {
        for (Path name : relative) {
            if (name.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private String allowed() {
        return folders.isEmpty()
                ? " (no local folder may be read)"
                : " or a file in " + folders.stream().map(Path::toString).collect(Collectors.joining(" or "));
    }

    private static String shown(String text) {
        List<String> parts = new ArrayList<>();
        text.codePoints()
                .filter(code -> code >= ' ' && Character.getType(code) != Character.FORMAT)
                .limit(SHOWN)
                .forEach(code -> parts.add(Character.toString(code)));
        return String.join("", parts).replaceFirst("\\?.*", "");
    }
}
