package dev.replicate4j.testkit.internal.media;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Small pictures: a mirrored pattern in two colours, so that two inputs can be told apart by eye. */
final class PictureGenerator {

    private static final int CELLS = 8;
    private static final int CELL_SIZE = 16;
    private static final int SIZE = CELLS * CELL_SIZE;

    private PictureGenerator() {}

    static byte[] render(long seed, String format) {
        BufferedImage image = draw(new SplittableRandom(seed));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // A stream of its own, since the one that ImageIO would make writes to a temporary file.
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(format.equals("jpg") ? inFullColour(image) : image, format, out)) {
                throw new IllegalStateException("This Java platform cannot write " + format + " pictures.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed.", e);
        }
        return bytes.toByteArray();
    }

    private static BufferedImage draw(SplittableRandom random) {
        int front = Color.HSBtoRGB((float) random.nextDouble(), 0.7f, 0.8f);
        int back = Color.HSBtoRGB((float) random.nextDouble(), 0.15f, 0.97f);
        IndexColorModel colours = new IndexColorModel(
                1,
                2,
                new byte[] {(byte) (back >> 16), (byte) (front >> 16)},
                new byte[] {(byte) (back >> 8), (byte) (front >> 8)},
                new byte[] {(byte) back, (byte) front});
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_BINARY, colours);
        WritableRaster raster = image.getRaster();
        int[] cell = new int[CELL_SIZE * CELL_SIZE];
        Arrays.fill(cell, 1);
        for (int row = 0; row < CELLS; row++) {
            for (int column = 0; column < CELLS / 2; column++) {
                if (random.nextBoolean()) {
                    fill(raster, column, row, cell);
                    fill(raster, CELLS - 1 - column, row, cell);
                }
            }
        }
        return image;
    }

    private static void fill(WritableRaster raster, int column, int row, int[] cell) {
        raster.setPixels(column * CELL_SIZE, row * CELL_SIZE, CELL_SIZE, CELL_SIZE, cell);
    }

    private static BufferedImage inFullColour(BufferedImage image) {
        BufferedImage copy = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
        copy.createGraphics().drawImage(image, 0, 0, null);
        return copy;
    }
}
