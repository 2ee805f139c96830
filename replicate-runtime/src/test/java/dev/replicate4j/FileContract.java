package dev.replicate4j;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.ProviderMismatchException;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.commons.io.FilenameUtils;
import org.apache.commons.io.file.PathUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may be asked of a file through {@link Files}, whatever provider it is of: one suite, run for several. */
abstract class FileContract {

    private static final String TEXT = "first line\nsecond line\n";
    private static final byte[] CONTENT = TEXT.getBytes(UTF_8);

    @TempDir
    Path directory;

    /** Returns a file called {@code name} with the content. */
    abstract Path file(String name, byte[] content) throws IOException;

    /** Returns the path of a file that is not there. */
    abstract Path missing() throws IOException;

    /** Returns what a file is called of which the name is asked for. */
    String nameOf(String name) {
        return name;
    }

    private Path text() throws IOException {
        return file("story.txt", CONTENT);
    }

    @Test
    void givesItsContentToAllReaders() throws IOException {
        Path file = text();

        assertThat(Files.readAllBytes(file)).isEqualTo(CONTENT);
        assertThat(Files.readString(file)).isEqualTo(TEXT);
        assertThat(Files.readAllLines(file)).containsExactly("first line", "second line");
        try (InputStream in = Files.newInputStream(file)) {
            assertThat(in.readAllBytes()).isEqualTo(CONTENT);
        }
        try (var lines = Files.lines(file)) {
            assertThat(lines).hasSize(2);
        }
        try (var reader = Files.newBufferedReader(file)) {
            assertThat(reader.readLine()).isEqualTo("first line");
        }
    }

    @Test
    void isReadFromAnyPosition() throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(text())) {
            ByteBuffer word = ByteBuffer.allocate(6);

            assertThat(channel.size()).isEqualTo(CONTENT.length);
            assertThat(channel.position(11).read(word)).isEqualTo(6);
            assertThat(word.array()).isEqualTo("second".getBytes(UTF_8));
            assertThat(channel.position()).isEqualTo(17);
            assertThat(channel.position(CONTENT.length).read(ByteBuffer.allocate(1)))
                    .isEqualTo(-1);
        }
    }

    @Test
    void opensAsAFileChannel() throws IOException {
        try (FileChannel channel = FileChannel.open(text(), StandardOpenOption.READ)) {
            ByteBuffer word = ByteBuffer.allocate(5);
            assertThat(channel.read(word, 0)).isEqualTo(5);
            assertThat(word.array()).isEqualTo("first".getBytes(UTF_8));
        }
    }

    @Test
    void saysWhatItIs() throws IOException {
        Path file = text();

        assertThat(Files.exists(file)).isTrue();
        assertThat(Files.notExists(file)).isFalse();
        assertThat(Files.isRegularFile(file)).isTrue();
        assertThat(Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(Files.isDirectory(file)).isFalse();
        assertThat(Files.isSymbolicLink(file)).isFalse();
        assertThat(Files.isReadable(file)).isTrue();
        assertThat(Files.isHidden(file)).isFalse();
        assertThat(Files.size(file)).isEqualTo(CONTENT.length);
        assertThat(Files.probeContentType(file)).isEqualTo("text/plain");
        assertThat(Files.getFileStore(file)).isNotNull();
    }

    @Test
    void hasBasicAttributes() throws IOException {
        Path file = text();

        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        assertThat(attributes.size()).isEqualTo(CONTENT.length);
        assertThat(attributes.isRegularFile()).isTrue();
        assertThat(Files.readAttributes(file, "*")).containsEntry("size", (long) CONTENT.length);
        assertThat(Files.readAttributes(file, "size,isDirectory"))
                .containsOnlyKeys("size", "isDirectory")
                .containsEntry("isDirectory", false);
        assertThat(Files.getAttribute(file, "basic:size")).isEqualTo((long) CONTENT.length);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(attributes.lastModifiedTime());
        BasicFileAttributeView view = Files.getFileAttributeView(file, BasicFileAttributeView.class);
        assertThat(view.name()).isEqualTo("basic");
        assertThat(view.readAttributes().size()).isEqualTo(CONTENT.length);
        assertThat(file.getFileSystem().supportedFileAttributeViews()).contains("basic");
    }

    @Test
    void refusesAttributesThatItDoesNotHave() throws IOException {
        Path file = text();

        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> Files.readAttributes(file, OwnAttributes.class));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> Files.getAttribute(file, "own:size"));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Files.readAttributes(file, "colour"));
        assertThat(Files.getFileAttributeView(file, OwnView.class)).isNull();
    }

    @Test
    void isCopiedOut() throws IOException {
        Path copy = directory.resolve("copy.txt");

        Files.copy(text(), copy);
        Files.copy(text(), copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Files.copy(text(), out);

        assertThat(copy).hasBinaryContent(CONTENT);
        assertThat(out.toByteArray()).isEqualTo(CONTENT);
        assertThat(Files.mismatch(text(), copy)).isEqualTo(-1);
    }

    @Test
    void isMovedOut() throws IOException {
        Path target = directory.resolve("moved.txt");

        assertThat(Files.move(text(), target)).isEqualTo(target).hasBinaryContent(CONTENT);
    }

    @Test
    void isTheSameAsItself() throws IOException {
        Path file = text();

        assertThat(Files.isSameFile(file, file)).isTrue();
        Path real = file.toRealPath();
        boolean sameProvider =
                real.getFileSystem().provider() == file.getFileSystem().provider();
        assertThat(Files.isSameFile(file, real)).isEqualTo(sameProvider);
        assertThat(Files.isSameFile(real, file)).isEqualTo(sameProvider);
        assertThat(Files.isSameFile(file, file("other.txt", new byte[1]))).isFalse();
    }

    @Test
    void hasNames() throws IOException {
        Path file = text();

        assertThat(file.getFileName()).hasToString(nameOf("story.txt"));
        assertThat(file.isAbsolute()).isTrue();
        assertThat(file.toString()).endsWith(nameOf("story.txt"));
        assertThat(file.endsWith(nameOf("story.txt"))).isTrue();
        assertThat(file.startsWith(file.getRoot())).isTrue();
        assertThat(file.getName(file.getNameCount() - 1)).isEqualTo(file.getFileName());
        assertThat(file.subpath(0, file.getNameCount()))
                .hasToString(file.toString().substring(1));
        assertThat(file.getParent().resolve(file.getFileName())).hasToString(file.toString());
        assertThat(file.resolveSibling("b.txt").getParent()).isEqualTo(file.getParent());
        assertThat(file.resolve("")).hasToString(file.toString());
        assertThat(file.normalize()).isEqualTo(file);
        assertThat(file.relativize(file)).hasToString("");
        assertThat((Iterable<Path>) file).hasSize(file.getNameCount());
        PathMatcher matcher = file.getFileSystem().getPathMatcher("glob:**.txt");
        assertThat(matcher.matches(file)).isTrue();
    }

    @Test
    void isAValue() throws IOException {
        Path file = text();
        Path same = Path.of(file.toUri());

        assertThat(same).isEqualTo(file).hasSameHashCodeAs(file).isEqualByComparingTo(file);
        assertThat(same.getFileSystem()).isEqualTo(file.getFileSystem());
        Path other = file("other.txt", new byte[1]);
        assertThat(file.compareTo(other)).isNotZero();
        assertThat(file).isNotEqualTo(other).isNotEqualTo(null);
        URI uri = file.toUri();
        assertThat(uri.getScheme()).isEqualTo(file.getFileSystem().provider().getScheme());
    }

    @Test
    void isNoDirectory() throws IOException {
        Path file = text();

        assertThatExceptionOfType(NotDirectoryException.class).isThrownBy(() -> {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(file)) {
                assertThat(entries).isNull();
            }
        });
        List<Path> visited = new ArrayList<>();
        Files.walkFileTree(file, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path found, BasicFileAttributes attributes) {
                visited.add(found);
                return FileVisitResult.CONTINUE;
            }
        });
        assertThat(visited).containsExactly(file);
    }

    @Test
    void isNoLink() throws IOException {
        Path file = text();
        assertThatExceptionOfType(NotLinkException.class).isThrownBy(() -> Files.readSymbolicLink(file));
    }

    @Test
    void saysThatAMissingFileIsMissing() throws IOException {
        Path missing = missing();

        assertThat(Files.exists(missing)).isFalse();
        assertThat(Files.isRegularFile(missing)).isFalse();
        assertThat(Files.isReadable(missing)).isFalse();
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> Files.readAllBytes(missing));
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> Files.size(missing));
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(missing::toRealPath);
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> Files.copy(missing, directory.resolve("copy")));
    }

    @Test
    void holdsAZipFileSystem() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("story.txt"));
            zip.write(CONTENT);
        }
        Path file = file("weights.zip", bytes.toByteArray());

        try (FileSystem zip = FileSystems.newFileSystem(file)) {
            assertThat(Files.readString(zip.getPath("story.txt"))).isEqualTo(TEXT);
        }
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            assertThat(zip.getNextEntry().getName()).isEqualTo("story.txt");
        }
    }

    @Test
    void servesCommonsIo() throws IOException {
        Path file = text();
        Path copy = Files.createDirectory(directory.resolve("copies"));

        assertThat(PathUtils.readString(file, UTF_8)).isEqualTo(TEXT);
        assertThat(PathUtils.sizeOf(file)).isEqualTo(CONTENT.length);
        assertThat(PathUtils.isEmptyFile(file)).isFalse();
        assertThat(PathUtils.isRegularFile(file)).isTrue();
        PathUtils.copyFileToDirectory(file, copy);
        assertThat(copy.resolve(nameOf("story.txt"))).hasBinaryContent(CONTENT);
        assertThat(PathUtils.fileContentEquals(file, copy.resolve(nameOf("story.txt"))))
                .isTrue();
        assertThat(PathUtils.countDirectory(copy).getFileCounter().get()).isEqualTo(1);
        assertThat(FilenameUtils.getExtension(file.toString())).isEqualTo("txt");
    }

    @Test
    void doesNotMixWithOtherProviders() throws IOException {
        Path file = text();
        Path foreign = Path.of("story.txt");
        if (foreign.getFileSystem().provider() != file.getFileSystem().provider()) {
            assertThatExceptionOfType(ProviderMismatchException.class)
                    .isThrownBy(() -> file.getFileSystem().provider().checkAccess(foreign));
        }
    }

    private interface OwnAttributes extends BasicFileAttributes {}

    private interface OwnView extends FileAttributeView {
        @Nullable Object own();
    }
}
