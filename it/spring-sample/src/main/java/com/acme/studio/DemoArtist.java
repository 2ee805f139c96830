package com.acme.studio;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Writes and paints what the demo shows, without any model: the same prompt gives the same story and landscape. */
final class DemoArtist {

    private static final int SIZE = 640;
    private static final int HILLS = 5;

    private DemoArtist() {}

    static String story(String prompt) {
        String subject = prompt.strip().replaceAll("[.!?]+$", "");
        return """
                Long before the town had a name, there was %1$s. Every evening, when the hills turned blue and the \
                first window was lit, the whole valley grew quiet to listen. Nobody could say afterwards what exactly \
                they had heard; only that the soup tasted better, that old quarrels seemed small, and that the \
                children slept with their hands open. One winter a traveller asked what it cost. "Nothing," said the \
                baker, and thought of %1$s, "as long as somebody stays until the end.\"""".formatted(subject);
    }

    static byte[] picture(String prompt) throws IOException {
        Random random = new Random(prompt.hashCode());
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        float hue = 0.58f + random.nextFloat() * 0.2f; // blue to violet
        sky(canvas, hue, random);
        for (int hill = 0; hill < HILLS; hill++) {
            hill(canvas, hue, hill, random);
        }
        canvas.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }

    private static void sky(Graphics2D canvas, float hue, Random random) {
        Color top = Color.getHSBColor(hue, 0.62f, 0.38f);
        Color bottom = Color.getHSBColor(0.06f, 0.38f, 1f);
        canvas.setPaint(new GradientPaint(0, 0, top, 0, SIZE * 0.75f, bottom));
        canvas.fillRect(0, 0, SIZE, SIZE);
        canvas.setColor(new Color(255, 255, 255, 170));
        for (int star = 0; star < 90; star++) {
            double radius = 0.5 + random.nextDouble() * 1.3;
            canvas.fill(new Ellipse2D.Double(
                    random.nextInt(SIZE), Math.pow(random.nextDouble(), 2) * SIZE * 0.5, radius * 2, radius * 2));
        }
        float x = SIZE * (0.25f + random.nextFloat() * 0.5f);
        float y = SIZE * 0.42f;
        canvas.setPaint(new RadialGradientPaint(x, y, SIZE * 0.42f, new float[] {0f, 0.22f, 0.24f, 1f}, new Color[] {
            new Color(255, 250, 232),
            new Color(255, 244, 214),
            new Color(255, 236, 200, 120),
            new Color(255, 220, 190, 0)
        }));
        canvas.fillRect(0, 0, SIZE, SIZE);
    }

    private static void hill(Graphics2D canvas, float hue, int number, Random random) {
        double depth = (number + 1.0) / HILLS;
        double base = SIZE * (0.5 + 0.42 * depth * depth);
        double height = SIZE * (0.05 + 0.05 * depth);
        double first = random.nextDouble() * 6;
        double second = random.nextDouble() * 6;
        Path2D.Double outline = new Path2D.Double();
        outline.moveTo(0, SIZE);
        for (int x = 0; x <= SIZE; x += 4) {
            double at = x / (double) SIZE;
            outline.lineTo(x, base - height * (Math.sin(at * 5 + first) + 0.45 * Math.sin(at * 13 + second)));
        }
        outline.lineTo(SIZE, SIZE);
        outline.closePath();
        canvas.setColor(Color.getHSBColor(hue + 0.06f, (float) (0.3 + 0.4 * depth), (float) (0.78 - 0.62 * depth)));
        canvas.fill(outline);
    }
}
