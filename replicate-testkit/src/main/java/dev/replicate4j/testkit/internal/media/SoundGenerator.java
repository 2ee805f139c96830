package dev.replicate4j.testkit.internal.media;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** Half a second of a tone whose pitch depends on the seed. */
final class SoundGenerator {

    private static final int RATE = 8000;
    private static final int SAMPLES = RATE / 2;

    private SoundGenerator() {}

    static byte[] render(long seed) {
        double pitch = 220 + new SplittableRandom(seed).nextInt(660);
        byte[] samples = new byte[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            samples[i] = (byte) (60 * Math.sin(2 * Math.PI * pitch * i / RATE));
        }
        AudioFormat format = new AudioFormat(RATE, 8, 1, true, false);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (AudioInputStream sound = new AudioInputStream(new ByteArrayInputStream(samples), format, SAMPLES)) {
            AudioSystem.write(sound, AudioFileFormat.Type.WAVE, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed.", e);
        }
        return bytes.toByteArray();
    }
}
