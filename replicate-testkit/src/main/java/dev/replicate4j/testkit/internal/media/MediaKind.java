package dev.replicate4j.testkit.internal.media;

import dev.replicate4j.testkit.internal.http.Body;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The formats in which the server makes files. */
public enum MediaKind {
    /** A picture without loss. */
    PNG("png", "image/png"),
    /** A picture with loss. */
    JPEG("jpg", "image/jpeg"),
    /** A picture of few colours; stands for films too. */
    GIF("gif", "image/gif"),
    /** A sound. */
    WAV("wav", "audio/wav");

    private final String extension;
    private final String type;

    MediaKind(String extension, String type) {
        this.extension = extension;
        this.type = type;
    }

    /** Returns the kind that an input like {@code output_format} asks for; null if it asks for none made here. */
    public static @Nullable MediaKind ofFormat(String format) {
        return switch (format.toLowerCase(Locale.ROOT)) {
            case "png", "webp" -> PNG;
            case "jpg", "jpeg" -> JPEG;
            case "gif", "mp4", "webm", "mov" -> GIF;
            case "wav", "mp3", "flac", "ogg", "m4a" -> WAV;
            default -> null;
        };
    }

    /** Guesses from what a model says of itself. */
    public static MediaKind ofDescription(String description) {
        String text = description.toLowerCase(Locale.ROOT);
        if (text.matches("(?s).*\\b(audio|music|speech|voice|sound|tts|song)s?\\b.*")) {
            return WAV;
        }
        return text.matches("(?s).*\\b(video|animation|gif|film)s?\\b.*") ? GIF : PNG;
    }

    /** Returns a file whose content depends on the seed alone; it is made when it is first read. */
    public Media file(String stem, long seed) {
        Content content = new Content(this, seed);
        return new Media(stem + "." + extension, type, content::body);
    }

    private byte[] render(long seed) {
        return switch (this) {
            case PNG -> Picture.render(seed, "png");
            case JPEG -> Picture.render(seed, "jpg");
            case GIF -> Picture.render(seed, "gif");
            case WAV -> Sound.render(seed);
        };
    }

    /** Makes the bytes once. */
    private static final class Content {

        private final MediaKind kind;
        private final long seed;
        private @Nullable Body body;

        Content(MediaKind kind, long seed) {
            this.kind = kind;
            this.seed = seed;
        }

        synchronized Body body() {
            Body known = body;
            if (known == null) {
                known = Body.of(kind.render(seed));
                body = known;
            }
            return known;
        }
    }
}
