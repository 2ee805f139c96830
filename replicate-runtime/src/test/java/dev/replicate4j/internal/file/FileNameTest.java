package dev.replicate4j.internal.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "https://replicate.delivery/xezq/abc/out-0.png -> out-0.png",
                "https://example.com/a/cat.png?name=../../x#/y -> cat.png",
                "https://example.com/Mein%20Bild%20%C3%BC.png -> Mein Bild ü.png",
                "https://example.com/a+b.png -> a+b.png",
                "https://example.com/..%2F..%2Fetc%2Fpasswd -> _.._etc_passwd",
                "https://example.com/%2e%2e -> file",
                "https://example.com/.. -> file",
                "https://example.com/..%5C..%5Cboot.ini -> _.._boot.ini",
                "https://example.com/cat%00.png -> cat_.png",
                "https://example.com/a%0Ab.png -> a_b.png",
                "https://example.com/fdp.%E2%80%AEgnp.exe -> fdp._gnp.exe",
                "https://example.com/%FF%FE.png -> __.png",
                "https://example.com/100%25.png -> 100%.png",
                "https://example.com/CON -> _CON",
                "https://example.com/com1.txt -> _com1.txt",
                "https://example.com/nul.tar.gz -> _nul.tar.gz",
                "https://example.com/con%20.txt -> _con .txt",
                "https://example.com/CONIN%24 -> _CONIN$",
                "https://example.com/conout%24.log -> _conout$.log",
                "https://example.com/-rf -> _-rf",
                "https://example.com/~root -> _~root",
                "https://example.com/a%C2%85b.png -> a_b.png",
                "https://example.com/a%E2%80%A8b%E2%80%A9c.png -> a_b_c.png",
                "https://example.com/.hidden -> hidden",
                "https://example.com/trailing. -> trailing",
                "https://example.com/C:%5Ccat.png -> C__cat.png",
                "https://example.com/ -> file",
                "https://example.com -> file",
                "https://example.com?x=/y.png -> file",
                "data:image/jpeg;base64,aGk= -> data.jpg",
                "data:audio/mpeg;base64,aGk= -> data.mp3",
                "data:image/svg+xml,x -> data.svg",
                "data:,hi -> data.txt",
                "data:application/x-../../etc,x -> data.bin"
            })
    void isReadableAndHarmless(String url, String name) {
        assertThat(name(url)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"x, 500, .png", "\uD83D\uDC31, 300, .safetensors", "é, 500, ''", "., 500, ''"})
    void shortensLongNamesButKeepsTheirExtension(String letter, int count, String extension) {
        String name = name(DownloadUrl.parse("https://example.com/" + letter.repeat(count) + extension));

        assertThat(name).endsWith(extension).hasSizeLessThanOrEqualTo(60);
        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(250);
    }

    private static String name(String url) {
        return FileName.of(url, FileSystems.getDefault()).toString();
    }

    @Property
    void neverLeavesItsDirectory(@ForAll String hostile) throws IOException {
        String url = DownloadUrl.parse("https://example.com/" + hostile);
        for (Configuration system : List.of(Configuration.unix(), Configuration.windows(), Configuration.osX())) {
            try (FileSystem memory = Jimfs.newFileSystem(system)) {
                Path directory = Files.createDirectory(
                        memory.getRootDirectories().iterator().next().resolve("downloads"));
                Path place = directory.resolve(FileName.of(url, memory));

                assertThat((Object) place.normalize()).isEqualTo(place);
                assertThat((Object) place.getParent()).isEqualTo(directory);
                assertThat(Files.createFile(place)).exists();
            }
        }
    }
}
