package dev.replicate4j;

import static dev.replicate4j.internal.file.FileHost.serving;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.internal.file.FileHost;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.spi.FileSystemProvider;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class URLPathTest {

    /** Nothing listens there: whoever asks for the file fails. */
    private static final URLPath UNREACHABLE = URLPath.of("http://127.0.0.1:1/cats/out-0.png");

    @Test
    void doesNoInputOrOutputForItsNames() {
        assertThat(UNREACHABLE.url()).isEqualTo("http://127.0.0.1:1/cats/out-0.png");
        assertThat(UNREACHABLE.toUri()).isEqualTo(URI.create("replicate:http://127.0.0.1:1/cats/out-0.png"));
        assertThat(UNREACHABLE.getFileName()).isEqualTo(Path.of("out-0.png"));
        assertThat(Path.of(UNREACHABLE.toString())).isAbsolute().doesNotExist();
        assertThat(UNREACHABLE.getParent()).doesNotExist();
        assertThat(UNREACHABLE.hashCode())
                .isEqualTo(URLPath.of(UNREACHABLE.url()).hashCode());
    }

    @Test
    void givesNamesThatLocalPathsTake() {
        Path album = Path.of("album");

        assertThat(album.resolve(UNREACHABLE.getFileName())).isEqualTo(Path.of("album/out-0.png"));
        assertThat(UNREACHABLE.resolveSibling("small.png"))
                .isEqualTo(UNREACHABLE.getParent().resolve("small.png"));
        assertThat(UNREACHABLE.resolve(UNREACHABLE)).isSameAs(UNREACHABLE);
        assertThat(UNREACHABLE.relativize(URLPath.of("http://127.0.0.1:1/cats/out-1.png")))
                .isRelative()
                .endsWithRaw(Path.of("out-1.png"));
        assertThat(UNREACHABLE.startsWith(UNREACHABLE)).isTrue();
        assertThat(UNREACHABLE.endsWith(UNREACHABLE)).isTrue();
    }

    @Test
    void isMadeOfTextUriAndContent() {
        assertThat(URLPath.of("HTTPS://example.com/Cat.PNG?x=1#y").url())
                .isEqualTo("HTTPS://example.com/Cat.PNG?x=1#y");
        assertThat(URLPath.of(URI.create("https://example.com/cat.png")))
                .isEqualTo(URLPath.of("https://example.com/cat.png"));
        assertThat(URLPath.of(UNREACHABLE.toUri())).isEqualTo(UNREACHABLE);
        assertThat(URLPath.of("hi".getBytes(UTF_8), "text/plain").url()).isEqualTo("data:text/plain;base64,aGk=");
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com/a cat.png, https://example.com/a%20cat.png",
        "https://example.com/ü|{x}.png, https://example.com/%C3%BC%7C%7Bx%7D.png",
        "https://example.com/100%.png, https://example.com/100%25.png",
        "https://example.com/a%20cat.png, https://example.com/a%20cat.png",
        "'data:text/plain,hello world', 'data:text/plain,hello%20world'"
    })
    void encodesWhatNoUrlMayContain(String text, String url) {
        assertThat(URLPath.of(text).url()).isEqualTo(url);
        assertThat(Path.of(URLPath.of(text).toUri())).isEqualTo(URLPath.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "cat.png",
                "/tmp/cat.png",
                "file:///tmp/cat.png",
                "https:",
                "https:no",
                "https://",
                "data:image/png"
            })
    void refusesWhatIsNoUrlOfAFile(String text) {
        assertThatThrownBy(() -> URLPath.of(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("\"" + text + "\"");
    }

    @Test
    void refusesWhatIsNoMediaType() {
        assertThatThrownBy(() -> URLPath.of(new byte[1], "png, please"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("\"png, please\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "data:text/plain;base64,aGVsbG8= -> hello",
                "data:text/plain;charset=utf-8;base64,aGVsbG8 -> hello",
                "data:;BASE64,aGVs%0AbG8%3D -> hello",
                "data:text/plain,hello%20world%21 -> hello world!",
                "data:,a+b -> a+b",
                "DATA:text/plain,%C3%BC -> ü"
            })
    void readsDataUris(String url, String content) throws IOException {
        URLPath path = URLPath.of(url);

        assertThat(Files.readString(path)).isEqualTo(content);
        try (InputStream in = path.openStream()) {
            assertThat(in).hasBinaryContent(content.getBytes(UTF_8));
        }
    }

    @Test
    void saysThatADataUriIsBroken() {
        URLPath path = URLPath.of("data:image/png;base64,a");
        assertThatThrownBy(() -> Files.readAllBytes(path))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("is not base64");
        assertThatThrownBy(path::openStream).isInstanceOf(IOException.class);
    }

    @Test
    void travelsBySerialization() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(UNREACHABLE);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(UNREACHABLE).hasSameHashCodeAs(UNREACHABLE);
        }
    }

    @Test
    void isFoundByItsUri() {
        assertThat(FileSystemProvider.installedProviders())
                .extracting(FileSystemProvider::getScheme)
                .contains("replicate");
        assertThat(FileSystems.getFileSystem(UNREACHABLE.toUri())).isEqualTo(UNREACHABLE.getFileSystem());
        assertThatThrownBy(() -> FileSystems.newFileSystem(UNREACHABLE.toUri(), Map.of()))
                .isInstanceOf(FileSystemAlreadyExistsException.class);
    }

    @Test
    void opensChannelsOfAllKinds() throws Exception {
        URLPath path = URLPath.of("hello".getBytes(UTF_8), "text/plain");
        try (FileChannel channel = FileChannel.open(path);
                AsynchronousFileChannel asynchronous = AsynchronousFileChannel.open(path)) {
            assertThat(channel.map(FileChannel.MapMode.READ_ONLY, 0, 5).get(1)).isEqualTo((byte) 'e');
            assertThat(asynchronous.size()).isEqualTo(5);
        }
    }

    @Test
    void isReadOnly(@TempDir Path directory) throws IOException {
        Path path = URLPath.of("hello".getBytes(UTF_8), "text/plain");
        Path other = Files.writeString(directory.resolve("other"), "x");

        assertThat(path.getFileSystem().isReadOnly()).isTrue();
        assertThat(Files.isWritable(path)).isFalse();
        assertThatThrownBy(() -> Files.writeString(path, "x")).isInstanceOf(ReadOnlyFileSystemException.class);
        assertThatThrownBy(() -> Files.newByteChannel(path, StandardOpenOption.READ, StandardOpenOption.WRITE))
                .isInstanceOf(ReadOnlyFileSystemException.class);
        assertThatThrownBy(() -> Files.createDirectory(path)).isInstanceOf(ReadOnlyFileSystemException.class);
        assertThatThrownBy(() -> Files.copy(other, path)).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> Files.copy(other, path, StandardCopyOption.REPLACE_EXISTING))
                .isInstanceOf(ReadOnlyFileSystemException.class);
        assertThatThrownBy(() -> Files.copy(path, UNREACHABLE)).isInstanceOf(ReadOnlyFileSystemException.class);
        assertThatThrownBy(() -> Files.move(path, UNREACHABLE)).isInstanceOf(ReadOnlyFileSystemException.class);
        assertThatThrownBy(() -> Files.setLastModifiedTime(path, FileTime.fromMillis(0)))
                .isInstanceOf(ReadOnlyFileSystemException.class);
        assertThatThrownBy(() -> Files.setAttribute(path, "basic:lastModifiedTime", FileTime.fromMillis(0)))
                .isInstanceOf(ReadOnlyFileSystemException.class);
        assertThatThrownBy(() -> Files.getFileAttributeView(path, BasicFileAttributeView.class)
                        .setTimes(null, null, null))
                .isInstanceOf(ReadOnlyFileSystemException.class);
        assertThatThrownBy(() -> path.getFileSystem().provider().checkAccess(path, AccessMode.EXECUTE))
                .isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void refusesWhatItsFileSystemDoesNotHave() throws IOException {
        FileSystem system = UNREACHABLE.getFileSystem();

        assertThatThrownBy(system::close).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(system::newWatchService).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(system::getUserPrincipalLookupService).isInstanceOf(UnsupportedOperationException.class);
        assertThat(system.getRootDirectories()).isEmpty();
        assertThat(system.getFileStores()).isEmpty();
        assertThat(system).hasToString("replicate:http://127.0.0.1:1/cats/out-0.png");
        try (WatchService watcher = FileSystems.getDefault().newWatchService()) {
            assertThatThrownBy(() -> UNREACHABLE.register(watcher, StandardWatchEventKinds.ENTRY_MODIFY))
                    .isInstanceOf(ProviderMismatchException.class);
        }
        assertThatThrownBy(() -> UNREACHABLE.compareTo(Path.of("x"))).isInstanceOf(ClassCastException.class);
    }

    @Test
    void isItsOwnAbsolutePathAndKnowsItsUrl() {
        assertThat(UNREACHABLE.toAbsolutePath()).isSameAs(UNREACHABLE);
        assertThat(URLPath.urlOf(UNREACHABLE)).contains("http://127.0.0.1:1/cats/out-0.png");
        assertThat(URLPath.urlOf(Path.of("cat.png"))).isEmpty();
    }

    @Test
    void streamsWithoutALocalCopy() throws IOException {
        byte[] content = new byte[100_000];
        try (FileHost host = FileHost.start(serving(content))) {
            URLPath path = URLPath.of(host.url("/big.bin"));
            try (InputStream in = path.openStream()) {
                assertThat(in.readAllBytes()).isEqualTo(content);
            }

            assertThat(Path.of(path.toString())).doesNotExist();
        }
    }
}
