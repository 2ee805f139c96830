package dev.replicate4j.internal.file;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Chooses the name of a local copy: readable where the URL has a good name, harmless whatever it has. */
final class FileName {

    /** File systems allow 255 bytes, of which a character may take four. */
    private static final int LENGTH = 60;

    private static final int EXTENSION = 12;

    /** Separators, what Windows forbids, controls, and characters that turn text around. */
    private static final Pattern FORBIDDEN =
            Pattern.compile("[/\\\\:*?\"<>|\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\x{fffd}]");

    private static final Pattern DEVICE =
            Pattern.compile("(?i)(con|prn|aux|nul|con(in|out)\\$|(com|lpt)[0-9\u00b9\u00b2\u00b3]) *(\\..*)?");

    private FileName() {}

    /** Returns a name that the file system can take: what it cannot encode becomes an underscore. */
    static Path of(String url, FileSystem system) {
        String name = DataUri.is(url) ? "data." + extension(DataUri.mediaType(url)) : harmless(lastSegment(url));
        return isEncodable(name, system)
                ? system.getPath(name)
                : system.getPath(name.codePoints()
                        .mapToObj(Character::toString)
                        .map(letter -> isEncodable(letter, system) ? letter : "_")
                        .collect(Collectors.joining()));
    }

    private static boolean isEncodable(String name, FileSystem system) {
        try {
            return system.getPath(name).toString().equals(name);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static String lastSegment(String url) {
        String path = url.substring(url.indexOf("//") + 2).split("[?#]", 2)[0];
        int slash = path.lastIndexOf('/');
        String raw = slash < 0 ? "" : path.substring(slash + 1);
        return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String harmless(String name) {
        String clean = FORBIDDEN.matcher(name).replaceAll("_");
        // A leading dot hides a file, a trailing dot or space is lost on Windows.
        clean = clean.replaceAll("^[. ]+|[. ]+$", "");
        clean = shorten(clean);
        if (clean.isEmpty()) {
            return "file";
        }
        // A device of Windows, an option or a home directory in a shell.
        boolean special = DEVICE.matcher(clean).matches() || clean.startsWith("-") || clean.startsWith("~");
        return special ? "_" + clean : clean;
    }

    private static String shorten(String name) {
        if (name.length() <= LENGTH) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String extension = dot < name.length() - EXTENSION || dot < 0 ? "" : name.substring(dot);
        int end = LENGTH - extension.length();
        end -= Character.isHighSurrogate(name.charAt(end - 1)) ? 1 : 0;
        return name.substring(0, end).replaceAll("[. ]+$", "") + extension;
    }

    private static String extension(String mediaType) {
        String subtype = mediaType.substring(mediaType.indexOf('/') + 1).toLowerCase(Locale.ROOT);
        return switch (subtype) {
            case "jpeg" -> "jpg";
            case "plain" -> "txt";
            case "mpeg" -> mediaType.startsWith("audio") ? "mp3" : "mpg";
            case "svg+xml" -> "svg";
            case "x-wav", "wave", "vnd.wave" -> "wav";
            case "quicktime" -> "mov";
            case "octet-stream" -> "bin";
            default -> subtype.matches("[a-z0-9]{1,8}") ? subtype : "bin";
        };
    }
}
