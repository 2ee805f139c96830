package dev.replicate4j.tools.internal.media;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Makes a picture small enough for an answer: no side above a limit, and no more bytes than may be. */
public final class ImageScaler {

    /** What cannot be scaled, as Java reads no WebP, is sent as it is up to here. */
    private static final int SMALLEST_SIDE = 64;

    /** A file of a few kilobytes can claim to hold any number of pixels. */
    private static final long MOST_PIXELS = 100_000_000L;

    private ImageScaler() {}

    /**
     * A picture as it goes into an answer.
     *
     * @param bytes the file
     * @param mediaType what it is
     */
    @SuppressWarnings("ArrayRecordComponent") // is written, never compared
    public record Scaled(byte[] bytes, String mediaType) {}

    /**
     * Scales a picture.
     *
     * @param file the picture
     * @param mediaType what it is said to be
     * @param longest the longest side, in pixels
     * @param most the most bytes
     * @return the picture, as it is where it is small enough; empty where it is too large and cannot be scaled
     * @throws IOException if it cannot be read
     */
    public static Optional<Scaled> scaled(Path file, String mediaType, int longest, long most) throws IOException {
        boolean small = Files.size(file) <= most;
        try (ImageInputStream input = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                return small ? Optional.of(new Scaled(Files.readAllBytes(file), mediaType)) : Optional.empty();
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(input, true, true);
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                if (small && Math.max(width, height) <= longest) {
                    return Optional.of(new Scaled(Files.readAllBytes(file), mediaType));
                }
                return (long) width * height > MOST_PIXELS
                        ? Optional.empty()
                        : shrunk(read(reader, width, height, longest), longest, most);
            } finally {
                reader.dispose();
            }
        }
    }

    /** Every n-th pixel is enough where the picture is much too large. */
    private static BufferedImage read(ImageReader reader, int width, int height, int longest) throws IOException {
        ImageReadParam param = reader.getDefaultReadParam();
        int step = Math.max(1, Math.max(width, height) / (2 * longest));
        param.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, param);
    }

    private static Optional<Scaled> shrunk(BufferedImage image, int longest, long most) throws IOException {
        for (int side = longest; side >= SMALLEST_SIDE; side = side * 3 / 4) {
            byte[] bytes = jpeg(image, side);
            if (bytes.length <= most) {
                return Optional.of(new Scaled(bytes, "image/jpeg"));
            }
        }
        return Optional.empty();
    }

    /** JPEG has no transparency: it becomes white. */
    private static byte[] jpeg(BufferedImage image, int side) throws IOException {
        double scale = Math.min(1.0, (double) side / Math.max(image.getWidth(), image.getHeight()));
        int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
        BufferedImage target = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = target.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(image, 0, 0, width, height, Color.WHITE, null);
        } finally {
            graphics.dispose();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(target, "jpeg", bytes);
        return bytes.toByteArray();
    }
}
