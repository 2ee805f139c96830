package dev.replicate4j.jobs.internal.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/** Makes small JPEG pictures of large ones. */
final class Thumbnail {

    /** A picture of more pixels may be made to use up memory. */
    private static final long MOST_PIXELS = 100_000_000;

    private final int longest;
    private final float quality;

    Thumbnail(int longest, float quality) {
        this.longest = longest;
        this.quality = quality;
    }

    /** {@return a data URI; null if Java cannot read the picture, or it is not there} */
    @Nullable String of(Path picture) {
        try (InputStream content = Files.newInputStream(picture);
                ImageInputStream input = new MemoryCacheImageInputStream(content)) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            return readers.hasNext() ? encode(scaled(read(readers.next(), input))) : null;
        } catch (IOException | RuntimeException e) {
            return null; // a format or a file that Java's readers fail on is shown from its file
        }
    }

    private BufferedImage read(ImageReader reader, ImageInputStream input) throws IOException {
        try {
            reader.setInput(input, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if ((long) width * height > MOST_PIXELS) {
                throw new IOException("The picture has " + width + " x " + height + " pixels");
            }
            ImageReadParam param = reader.getDefaultReadParam();
            int step = Math.max(1, Math.max(width, height) / (longest * 2));
            param.setSourceSubsampling(step, step, 0, 0);
            return reader.read(0, param);
        } finally {
            reader.dispose();
        }
    }

    /** Averages the pixels that meet in one; transparent ones are white. */
    private BufferedImage scaled(BufferedImage image) {
        double scale = Math.min(1, (double) longest / Math.max(image.getWidth(), image.getHeight()));
        int width = Math.max(1, (int) (image.getWidth() * scale));
        int height = Math.max(1, (int) (image.getHeight() * scale));
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                small.setRGB(
                        x,
                        y,
                        average(
                                image,
                                x * image.getWidth() / width,
                                y * image.getHeight() / height,
                                Math.max(1, image.getWidth() / width),
                                Math.max(1, image.getHeight() / height)));
            }
        }
        return small;
    }

    private static int average(BufferedImage image, int left, int top, int width, int height) {
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int y = top; y < top + height; y++) {
            for (int x = left; x < left + width; x++) {
                int pixel = image.getRGB(x, y);
                int alpha = pixel >>> 24;
                red += ((pixel >> 16 & 255) * alpha + 255 * (255 - alpha)) / 255;
                green += ((pixel >> 8 & 255) * alpha + 255 * (255 - alpha)) / 255;
                blue += ((pixel & 255) * alpha + 255 * (255 - alpha)) / 255;
            }
        }
        int count = width * height;
        return red / count << 16 | green / count << 8 | blue / count;
    }

    private String encode(BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality);
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
