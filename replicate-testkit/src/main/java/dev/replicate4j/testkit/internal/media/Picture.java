package dev.replicate4j.testkit.internal.media;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/** Small pictures: a mirrored pattern in one colour, so that two inputs can be told apart by eye. */
final class Picture {

    private static final int CELLS = 8;
    private static final int CELL_SIZE = 16;

    private Picture() {}

    static byte[] render(long seed, String format) {
        BufferedImage image = draw(new SplittableRandom(seed));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalStateException("This Java platform cannot write " + format + " pictures.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed.", e);
        }
        return bytes.toByteArray();
    }

    private static BufferedImage draw(SplittableRandom random) {
        int size = CELLS * CELL_SIZE;
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        int front = Color.HSBtoRGB((float) random.nextDouble(), 0.7f, 0.8f);
        int back = Color.HSBtoRGB((float) random.nextDouble(), 0.15f, 0.97f);
        for (int row = 0; row < CELLS; row++) {
            for (int column = 0; column < CELLS / 2; column++) {
                int colour = random.nextBoolean() ? front : back;
                fill(image, column, row, colour);
                fill(image, CELLS - 1 - column, row, colour);
            }
        }
        return image;
    }

    private static void fill(BufferedImage image, int column, int row, int colour) {
        for (int y = 0; y < CELL_SIZE; y++) {
            for (int x = 0; x < CELL_SIZE; x++) {
                image.setRGB(column * CELL_SIZE + x, row * CELL_SIZE + y, colour);
            }
        }
    }
}
