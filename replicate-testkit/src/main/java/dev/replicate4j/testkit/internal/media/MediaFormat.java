package dev.replicate4j.testkit.internal.media;

import dev.replicate4j.testkit.internal.http.ReplyBody;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The formats in which the server makes files. */
public enum MediaFormat {
    /** A picture without loss. */
    PNG("png", "image/png", "\u0089PNG"),
    /** A picture with loss. */
    JPEG("jpg", "image/jpeg", "\u00ff\u00d8"),
    /** A picture of few colours; stands for films too. */
    GIF("gif", "image/gif", "GIF8"),
    /** A sound. */
    WAV("wav", "audio/wav", "RIFF");

    private final String extension;
    private final String type;
    private final String magic;

    MediaFormat(String extension, String type, String magic) {
        this.extension = extension;
        this.type = type;
        this.magic = magic;
    }

    /** {@return the kind that an input like {@code output_format} asks for; null if it asks for none made here} */
    public static @Nullable MediaFormat ofFormat(String format) {
        return switch (format.toLowerCase(Locale.ROOT)) {
            case "png", "webp" -> PNG;
            case "jpg", "jpeg" -> JPEG;
            case "gif", "mp4", "webm", "mov" -> GIF;
            case "wav", "mp3", "flac", "ogg", "m4a" -> WAV;
            default -> null;
        };
    }

    /** Guesses from what a model says of itself. */
    public static MediaFormat ofDescription(String description) {
        String text = description.toLowerCase(Locale.ROOT);
        if (text.matches("(?s).*\\b(audio|music|speech|voice|sound|tts|song)s?\\b.*")) {
            return WAV;
        }
        return text.matches("(?s).*\\b(video|animation|gif|film)s?\\b.*") ? GIF : PNG;
    }

    /** {@return the bytes as a file, named and typed by how they begin} */
    public static MediaFile media(String stem, byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, 4), StandardCharsets.ISO_8859_1);
        for (MediaFormat kind : values()) {
            if (start.startsWith(kind.magic)) {
                return MediaFile.of(stem + "." + kind.extension, kind.type, bytes);
            }
        }
        return MediaFile.of(stem + ".bin", "application/octet-stream", bytes);
    }

    /** {@return a file whose content depends on the seed alone; it is made when it is first read} */
    public MediaFile file(String stem, long seed) {
        Content content = new Content(this, seed);
        return new MediaFile(stem + "." + extension, type, content::body);
    }

    private byte[] render(long seed) {
        return switch (this) {
            case PNG -> PictureGenerator.render(seed, "png");
            case JPEG -> PictureGenerator.render(seed, "jpg");
            case GIF -> PictureGenerator.render(seed, "gif");
            case WAV -> SoundGenerator.render(seed);
        };
    }

    /** Creates the bytes once. */
    private static final class Content {

        private final MediaFormat kind;
        private final long seed;
        private @Nullable ReplyBody body;

        Content(MediaFormat kind, long seed) {
            this.kind = kind;
            this.seed = seed;
        }

        synchronized ReplyBody body() {
            ReplyBody known = body;
            if (known == null) {
                known = ReplyBody.of(kind.render(seed));
                body = known;
            }
            return known;
        }
    }
}
