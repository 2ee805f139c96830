package dev.replicate4j.internal.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartFileTest {

    private static final ContentInfo WHOLE = new ContentInfo(200, 0, 6, "\"v1\"", null, null);
    private static final ContentInfo REST = new ContentInfo(206, 3, 6, "\"v1\"", null, null);

    @TempDir
    Path directory;

    private Path place;
    private PartFile part;

    @BeforeEach
    void make() {
        place = directory.resolve("key").resolve("cat.txt");
        part = PartFile.ofCopy(place, Files::createDirectories);
    }

    @Test
    void takesNoBytesOfAReceiverThatWasGivenUp() throws IOException {
        Object first = new Object();
        Object second = new Object();
        part.begin(first, WHOLE);
        part.write(first, bytes("abc"));
        part.release();
        part.write(first, bytes("x"));
        assertThat(part.rest()).isEqualTo(Map.of("Range", "bytes=3-", "If-Range", "\"v1\""));

        part.begin(second, REST);
        part.write(first, bytes("yz"));
        part.write(second, bytes("def"));

        assertThat(part.flaw()).isNull();
        assertThat(part.commit()).isEqualTo(place).hasContent("abcdef");
    }

    @Test
    void startsAgainWhenTheWholeFileComes() throws IOException {
        part.begin(part, WHOLE);
        part.write(part, bytes("abc"));
        assertThat(part.flaw()).contains("3 bytes came");

        part.begin(part, ContentInfo.whole(2));
        part.write(part, bytes("de"));

        assertThat(part.progress()).isEqualTo("2 of 2 bytes");
        assertThat(part.commit()).hasContent("de");
    }

    @Test
    void takesNothingAfterItWasClosed() throws IOException {
        part.begin(part, WHOLE);
        part.close();

        assertThatThrownBy(() -> part.write(part, bytes("abc"))).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> part.begin(part, WHOLE)).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(part::commit).isInstanceOf(ClosedChannelException.class);
        assertThat(place.getParent()).isEmptyDirectory();
    }

    private static List<ByteBuffer> bytes(String text) {
        return List.of(ByteBuffer.wrap(text.getBytes(UTF_8)));
    }
}
