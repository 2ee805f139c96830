package dev.replicate4j.internal.input;

import static dev.replicate4j.internal.file.FileHost.head;
import static dev.replicate4j.internal.file.FileHost.line;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.replicate4j.URLPath;
import dev.replicate4j.api.FileStrategy;
import dev.replicate4j.error.ApiException;
import dev.replicate4j.error.InvalidInputException;
import dev.replicate4j.http.TransferListener;
import dev.replicate4j.internal.file.FileHost;
import dev.replicate4j.internal.http.ApiOrigin;
import dev.replicate4j.internal.http.Futures;
import dev.replicate4j.internal.http.Transport;
import dev.replicate4j.internal.http.TransportConfig;
import dev.replicate4j.testsupport.Half;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class InputTreeEncoderTest {

    private static final InputTypes TYPES = new InputTypes() {
        @Override
        public Path file(byte[] content, String mediaType) {
            return URLPath.of(content, mediaType);
        }

        @Override
        public @Nullable CompletableFuture<?> output(Object value) {
            return value instanceof CompletableFuture<?> output ? output : null;
        }
    };

    private static final TransferListener SILENT = (file, bytes, total) -> {};
    private static final byte[] LARGE = large();

    private final List<byte[]> uploads = new CopyOnWriteArrayList<>();
    private final List<Transport> transports = new ArrayList<>();

    @TempDir
    Path directory;

    private FileHost api;

    @BeforeEach
    void open() throws IOException {
        api = FileHost.start(taking("2099-01-01T00:00:00Z"));
    }

    @AfterEach
    void close() throws IOException {
        transports.forEach(Transport::close);
        api.close();
    }

    @Test
    void leavesOtherValuesAlone() {
        Map<String, Object> inputs =
                Map.of("prompt", "a cat", "seed", 42L, "tags", List.of("x", 1L), "deep", Map.of("a", true));

        assertThat(encode(inputs)).isEqualTo(inputs);
        assertThat(api.requests()).isEmpty();
    }

    @Test
    void passesTheUrlOfAPathBehindAUrl() {
        URLPath cat = URLPath.of("http://127.0.0.1:1/cat.png");

        assertThat(encode(Map.of("image", cat, "images", List.of(cat, cat), "deep", Map.of("mask", List.of(cat)))))
                .isEqualTo(Map.of(
                        "image", cat.url(),
                        "images", List.of(cat.url(), cat.url()),
                        "deep", Map.of("mask", List.of(cat.url()))));
        assertThat(api.requests()).isEmpty();
    }

    @Test
    void uploadsADataUriThatIsTooLargeForARequest() {
        URLPath small = URLPath.of(new byte[256 * 1024], "image/png");
        URLPath large = URLPath.of(LARGE, "image/png");

        assertThat(encode(Map.of("a", small))).isEqualTo(Map.of("a", small.url()));
        assertThat(api.requests()).isEmpty();
        assertThat(encode(Map.of("a", large))).isEqualTo(Map.of("a", "https://api.example/files/1"));
        assertThat(new String(uploads.get(0), ISO_8859_1))
                .contains("filename=\"data.png\"")
                .contains("Content-Type: image/png")
                .contains(new String(LARGE, ISO_8859_1));
        assertThat(files(SILENT)
                        .encode("acme/painter", Map.of("a", large), FileStrategy.INLINE)
                        .join())
                .containsEntry("a", large.url());
        assertThat(api.requests()).hasSize(1);
    }

    @Test
    void putsSmallFilesIntoTheRequest() throws IOException {
        Path small = Files.write(directory.resolve("voice.MP3"), new byte[] {1, 2, 3});
        Path limit = Files.write(directory.resolve("limit.bin"), new byte[256 * 1024]);

        Map<String, ?> encoded = encode(Map.of("audio", small, "limit", limit));

        assertThat(encoded.get("audio")).isEqualTo("data:audio/mpeg;base64,AQID");
        assertThat(encoded.get("limit"))
                .asString()
                .startsWith("data:application/octet-stream;base64,AAAA")
                .hasSize("data:application/octet-stream;base64,".length()
                        + Base64.getEncoder()
                                .encodeToString(new byte[256 * 1024])
                                .length());
        assertThat(api.requests()).isEmpty();
    }

    @Test
    void uploadsLargeFilesWithTheirNameAndType() throws IOException {
        Path large = Files.write(directory.resolve("holiday.png"), LARGE);

        assertThat(encode(Map.of("image", large))).isEqualTo(Map.of("image", "https://api.example/files/1"));

        FileHost.Request request = api.requests().get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).isEqualTo("/v1/files");
        assertThat(request.headers())
                .containsEntry("authorization", "Bearer token")
                .hasEntrySatisfying(
                        "content-type", type -> assertThat(type).startsWith("multipart/form-data; boundary="));
        String body = new String(uploads.get(0), ISO_8859_1);
        assertThat(body)
                .contains("Content-Disposition: form-data; name=\"content\"; filename=\"holiday.png\"")
                .contains("Content-Type: image/png")
                .contains(new String(LARGE, ISO_8859_1));
    }

    @Test
    void uploadsFilesOfAnyFileSystem() throws IOException {
        try (FileSystem memory = Jimfs.newFileSystem(Configuration.unix())) {
            Path large = Files.write(memory.getPath("/cat.webp"), LARGE);

            encode(Map.of("image", large));

            assertThat(new String(uploads.get(0), ISO_8859_1))
                    .contains("filename=\"cat.webp\"")
                    .contains("Content-Type: image/webp")
                    .contains(new String(LARGE, ISO_8859_1));
        }
    }

    @Test
    void escapesHostileNames() throws IOException {
        Path large = Files.write(directory.resolve("a\"b\r\nX-Evil: 1\\é.png"), LARGE);

        encode(Map.of("image", large));

        String body = new String(uploads.get(0), UTF_8);
        assertThat(body.lines().limit(6)).noneMatch(line -> line.startsWith("X-Evil"));
        assertThat(body).doesNotContain("filename=\"a\"b");
    }

    @Test
    void uploadsAFileOnceForAllWhoPassIt() throws IOException {
        Path large = Files.write(directory.resolve("cat.png"), LARGE);
        InputTreeEncoder files = files(SILENT);

        CompletableFuture<?> first =
                files.encode("acme/painter", Map.of("a", large, "b", List.of(large)), FileStrategy.AUTO);
        CompletableFuture<?> second = files.encode("acme/painter", Map.of("a", large), FileStrategy.AUTO);
        CompletableFuture.allOf(first, second).join();
        files.encode("acme/painter", Map.of("a", large), FileStrategy.AUTO).join();

        assertThat(api.requests()).hasSize(1);
    }

    @Test
    void uploadsAFileAgainWhenItHasChanged() throws IOException {
        Path large = Files.write(directory.resolve("cat.png"), LARGE);
        InputTreeEncoder files = files(SILENT);
        files.encode("acme/painter", Map.of("a", large), FileStrategy.AUTO).join();

        Files.setLastModifiedTime(large, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
        files.encode("acme/painter", Map.of("a", large), FileStrategy.AUTO).join();

        assertThat(api.requests()).hasSize(2);
    }

    @Test
    void uploadsAFileAgainWhenReplicateIsAboutToDeleteIt() throws IOException {
        api.close();
        api = FileHost.start(taking(Instant.now().plusSeconds(600).toString()));
        Path large = Files.write(directory.resolve("cat.png"), LARGE);
        InputTreeEncoder files = files(SILENT);

        files.encode("acme/painter", Map.of("a", large), FileStrategy.AUTO).join();
        files.encode("acme/painter", Map.of("a", large), FileStrategy.AUTO).join();

        assertThat(api.requests()).hasSize(2);
    }

    @Test
    void startsAFailedUploadAgainFromTheBeginning() throws IOException {
        api.close();
        api = FileHost.start(busy(), taking("2099-01-01T00:00:00Z"));
        Path large = Files.write(directory.resolve("cat.png"), LARGE);

        assertThat(encode(Map.of("image", large))).isEqualTo(Map.of("image", "https://api.example/files/1"));

        assertThat(uploads).hasSize(1);
        assertThat(new String(uploads.get(0), ISO_8859_1)).contains(new String(LARGE, ISO_8859_1));
    }

    @Test
    void failsWithTheAnswerOfTheApiAndTriesAgainInTheNextCall() throws IOException {
        api.close();
        api = FileHost.start(refusing(), taking("2099-01-01T00:00:00Z"));
        Path large = Files.write(directory.resolve("cat.png"), LARGE);
        InputTreeEncoder files = files(SILENT);

        assertThatThrownBy(() -> files.encode("acme/painter", Map.of("image", large), FileStrategy.AUTO)
                        .join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ApiException.class);
        assertThat(files.encode("acme/painter", Map.of("image", large), FileStrategy.AUTO)
                        .join())
                .containsEntry("image", "https://api.example/files/1");
    }

    @Test
    void letsTheStrategyDecide() throws IOException {
        Path small = Files.write(directory.resolve("a.txt"), "hi".getBytes(UTF_8));
        Path large = Files.write(directory.resolve("b.txt"), LARGE);
        InputTreeEncoder files = files(SILENT);

        assertThat(files.encode("acme/painter", Map.of("a", large), FileStrategy.INLINE)
                        .join()
                        .get("a"))
                .asString()
                .startsWith("data:text/plain;base64,");
        assertThat(files.encode("acme/painter", Map.of("a", small), FileStrategy.inlineUpTo(2))
                        .join())
                .containsEntry("a", "data:text/plain;base64,aGk=");
        assertThat(api.requests()).isEmpty();
        assertThat(files.encode("acme/painter", Map.of("a", small), FileStrategy.inlineUpTo(1))
                        .join())
                .containsEntry("a", "https://api.example/files/1");
        assertThat(FileStrategy.UPLOAD.inlines(0)).isFalse();
        assertThatThrownBy(() -> FileStrategy.inlineUpTo(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FileStrategy(-2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tellsHowFarAnUploadHasCome() throws IOException {
        Path large = Files.write(directory.resolve("cat.png"), LARGE);
        List<Long> heard = new CopyOnWriteArrayList<>();

        files((file, bytes, total) -> {
                    assertThat(file).isEqualTo(large.toString());
                    assertThat(total).isEqualTo(LARGE.length);
                    heard.add(bytes);
                })
                .encode("acme/painter", Map.of("image", large), FileStrategy.AUTO)
                .join();

        assertThat(heard).isSorted().endsWith((long) LARGE.length);
    }

    @Test
    void namesInputAndPathOfAFileThatCannotBeSentBeforeAnyRequest() throws IOException {
        Path good = Files.write(directory.resolve("good.bin"), LARGE);
        Path missing = directory.resolve("missing.png");
        Path huge = directory.resolve("huge.mp4");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(100L * 1024 * 1024 + 1);
        }

        assertRefused(Map.of("good", good, "image", missing), "image is the file " + missing, "does not exist");
        assertRefused(
                Map.of("good", good, "images", List.of(good, Map.of("mask", missing))),
                "images[1].mask is the file " + missing,
                "does not exist");
        assertRefused(Map.of("image", directory), "image is the file " + directory, "is a directory");
        assertRefused(
                Map.of("image", URLPath.of("data:image/png;base64," + "a".repeat(400_001))),
                "image is the file ",
                "data.png",
                "is not base64");
        assertRefused(Map.of("video", huge), "video is the file " + huge, "104857601 bytes", "100 MiB", "URLPath.of");
        assertThat(api.requests()).isEmpty();
    }

    @Test
    void refusesWhatIsNestedWithoutEnd() {
        List<Object> itself = new ArrayList<>();
        itself.add(itself);
        Object deep = "leaf";
        for (int level = 0; level < 600; level++) {
            deep = List.of(deep);
        }
        Object nested = deep;

        assertRefused(Map.of("tags", itself), "tags of acme/painter", "200 levels deep");
        assertRefused(Map.of("tags", nested), "tags of acme/painter", "200 levels deep");
        assertThatThrownBy(() -> new InputTree(TYPES).freeze("tags", "acme/painter", Map.of("a", itself)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("tags of acme/painter");
    }

    @Test
    void takesContentInMemory() throws IOException {
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
        Path file = Files.write(directory.resolve("a.txt"), "hi".getBytes(UTF_8));

        assertThat(encode(Map.of("a", png, "b", Files.newInputStream(file), "c", file.toUri())))
                .isEqualTo(Map.of(
                        "a", "data:image/png;base64,iVBORw0KGgo=",
                        "b", "data:application/octet-stream;base64,aGk=",
                        "c", "data:text/plain;base64,aGk="));
        assertThat(api.requests()).isEmpty();
        assertThat(encode(Map.of("a", LARGE))).isEqualTo(Map.of("a", "https://api.example/files/1"));
        assertThat(new String(uploads.get(0), ISO_8859_1)).contains(new String(LARGE, ISO_8859_1));
    }

    @Test
    void waitsForOutputsOfOtherRunsBeforeItSendsAnything() throws IOException {
        CompletableFuture<Object> output = new CompletableFuture<>();
        Path large = Files.write(directory.resolve("cat.png"), LARGE);
        Path stream = Files.write(directory.resolve("a.txt"), "hi".getBytes(UTF_8));

        CompletableFuture<Map<String, @Nullable Object>> encoding = files(SILENT)
                .encode(
                        "acme/painter",
                        Map.of("other", List.of(output), "text", Files.newInputStream(stream)),
                        FileStrategy.AUTO);
        assertThat(encoding).isNotDone();
        output.complete(List.of(large, "x"));

        assertThat(encoding.join())
                .isEqualTo(Map.of(
                        "other",
                        List.of(List.of("https://api.example/files/1", "x")),
                        "text",
                        "data:application/octet-stream;base64,aGk="));
    }

    @Test
    void refusesNumbersThatAreNone() {
        assertRefused(Map.of("scale", new Half()), "scale of acme/painter", "1/2");
        assertThat(encode(Map.of("count", new AtomicLong(7)))).containsKey("count");
    }

    @Test
    void readsFilesThatTheSystemMakesUp() throws IOException {
        Path version = Path.of("/proc/version");
        assumeTrue(Files.isReadable(version), "Linux only");

        assertThat(encode(Map.of("text", version)).get("text"))
                .isEqualTo("data:application/octet-stream;base64,"
                        + Base64.getEncoder().encodeToString(Files.readAllBytes(version)));
        assertThat(files(SILENT)
                        .encode("acme/painter", Map.of("text", version), FileStrategy.UPLOAD)
                        .join())
                .containsEntry("text", "https://api.example/files/1");
        assertThat(new String(uploads.get(0), UTF_8)).contains(Files.readString(version));
    }

    @Test
    void neverTakesMoreThanWasSeen() throws IOException {
        Path grown = Files.write(directory.resolve("log.txt"), "four".getBytes(UTF_8));
        LocalFile seen = new LocalFile(grown, 3, FileTime.fromMillis(0));

        assertThatThrownBy(() -> seen.inline("log", FileStrategy.AUTO))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("log is the file " + grown)
                .hasMessageContaining("changed while it was read");
    }

    @Test
    void refusesNamesBeforeAnyRequestAndWithTheNameOfTheInput() throws IOException {
        try (FileSystem memory = Jimfs.newFileSystem(Configuration.windows())) {
            Path folder = memory.getPath("C:\\");
            Path good = Files.write(directory.resolve("good.bin"), LARGE);
            Path longest = Files.write(folder.resolve("é".repeat(128) + ".png"), LARGE);
            Path blank = Files.write(folder.resolve("\u2003"), LARGE);
            Path control = Files.write(folder.resolve("a\u0085b.png"), LARGE);

            assertRefused(Map.of("good", good, "image", longest), "image is the file", "260 bytes");
            assertRefused(Map.of("image", blank), "image is the file", "blank");
            assertThat(api.requests()).isEmpty();
            encode(Map.of("image", control));
            assertThat(new String(uploads.get(0), UTF_8)).contains("filename=\"a_b.png\"");
        }
    }

    @Test
    void refusesAFileOfAClosedFileSystem() throws IOException {
        FileSystem memory = Jimfs.newFileSystem(Configuration.unix());
        Path gone = Files.write(memory.getPath("/cat.png"), LARGE);
        memory.close();

        assertRefused(Map.of("image", gone), "image is the file /cat.png", "file system is closed");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no POSIX permissions")
    void namesAFileThatCannotBeRead() throws IOException {
        Path secret = Files.write(directory.resolve("secret.png"), LARGE);
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(secret), "root reads everything");

        assertRefused(Map.of("image", secret), "image is the file " + secret, "cannot be read");
    }

    private void assertRefused(Map<String, Object> inputs, String... words) {
        assertThatThrownBy(() -> encode(inputs))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll(words);
    }

    private Map<String, ?> encode(Map<String, ?> inputs) {
        return Futures.join(files(SILENT).encode("acme/painter", inputs, FileStrategy.AUTO));
    }

    private InputTreeEncoder files(TransferListener listener) {
        Transport transport = new Transport(TransportConfig.of(ApiOrigin.parse(api.url("")), "token"));
        transports.add(transport);
        return new InputTreeEncoder(new InputTree(TYPES), new UploadCache(transport, listener));
    }

    private FileHost.Answering taking(String expiry) {
        return (request, out) -> {
            uploads.add(request.read());
            reply(
                    out,
                    "201 Created",
                    "{\"id\": \"1\", \"urls\": {\"get\": \"https://api.example/files/1\"}, \"expires_at\": \"" + expiry
                            + "\"}");
        };
    }

    private static FileHost.Answering refusing() {
        return (request, out) -> {
            request.read();
            reply(out, "422 Unprocessable Entity", "{\"detail\": \"no\"}");
        };
    }

    private static FileHost.Answering busy() {
        return (request, out) -> {
            request.read();
            head(out, "503 Busy", "Retry-After: 0");
            line(out, "Content-Length: 0\r\n");
        };
    }

    private static void reply(OutputStream out, String status, String json) throws IOException {
        head(out, status, "Content-Type: application/json");
        line(out, "Content-Length: " + json.length() + "\r\n");
        out.write(json.getBytes(UTF_8));
    }

    private static byte[] large() {
        byte[] bytes = new byte[300_000];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}
