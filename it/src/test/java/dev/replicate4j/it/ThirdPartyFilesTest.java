package dev.replicate4j.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.URLPath;
import dev.replicate4j.testsupport.LoopbackServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Iterator;
import java.util.Scanner;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Libraries that know nothing of this one read the files that models return. */
class ThirdPartyFilesTest {

    private LoopbackServer server;

    @BeforeEach
    void start() {
        server = LoopbackServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void imageIoReadsAnImage() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", png);
        URLPath image = serve("out-0.png", png.toByteArray());

        try (InputStream in = Files.newInputStream(image)) {
            assertThat(ImageIO.read(in).getWidth()).isEqualTo(40);
        }
        assertThat(ImageIO.read(image.toFile()).getHeight()).isEqualTo(30);
        try (ImageInputStream in = ImageIO.createImageInputStream(image.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            assertThat(readers.next().getFormatName()).isEqualTo("png");
        }
    }

    @Test
    void javaSoundReadsASound() throws Exception {
        AudioFormat format = new AudioFormat(8000, 8, 1, true, false);
        ByteArrayOutputStream wav = new ByteArrayOutputStream();
        AudioSystem.write(
                new AudioInputStream(new ByteArrayInputStream(new byte[800]), format, 800),
                AudioFileFormat.Type.WAVE,
                wav);

        try (AudioInputStream sound = AudioSystem.getAudioInputStream(
                serve("out.wav", wav.toByteArray()).toFile())) {
            assertThat(sound.getFrameLength()).isEqualTo(800);
        }
    }

    @Test
    void jarFileReadsAnArchive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("weights.txt"));
        }

        try (JarFile archive =
                new JarFile(serve("weights.zip", bytes.toByteArray()).toFile())) {
            assertThat(archive.getEntry("weights.txt")).isNotNull();
        }
    }

    @Test
    void scannerReadsAText() throws IOException {
        try (Scanner scanner = new Scanner(serve("story.txt", "a cat".getBytes(UTF_8)))) {
            assertThat(scanner.next()).isEqualTo("a");
        }
    }

    private URLPath serve(String name, byte[] content) {
        server.on("GET /" + name, LoopbackServer.reply(200, "application/octet-stream", content));
        return URLPath.of(server.url("/" + name));
    }
}
