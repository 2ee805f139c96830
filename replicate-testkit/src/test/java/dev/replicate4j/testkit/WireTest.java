package dev.replicate4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes over the wire, byte by byte. */
@Timeout(30)
class WireTest {

    private static final String TOKEN = "Authorization: Bearer x\r\n";
    private static final String MODEL = "{\"input\":{\"prompt\":\"hi\"}}";

    private final TestClock clock = TestClock.startingAt(Instant.parse("2026-01-02T03:04:05.678Z"));
    private final ReplicateServer server =
            ReplicateServer.builder().clock(clock).start();
    private final Http http = new Http(server);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void repliesAreDatedByTheServersClock() {
        assertThat(http.get("/account").header("date")).isEqualTo("Fri, 02 Jan 2026 03:04:05 GMT");
        clock.advance(java.time.Duration.ofDays(9));
        assertThat(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(
                        http.get("/account").header("date"))))
                .isEqualTo("2026-01-11T03:04:05Z");
    }

    @Test
    void dateIsOmitted() {
        server.inject(Fault.noDateHeader());

        assertThat(http.get("/account").response().headers().map()).doesNotContainKey("date");
        assertThat(http.get("/account").header("date")).isNotEmpty();
    }

    @Test
    void truncatedReplyAnnouncesNoLength() throws IOException {
        server.inject(Fault.truncatedReply(12));

        assertThat(exchange("GET /v1/account HTTP/1.1\r\n" + TOKEN + "\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .doesNotContain("Content-Length", "Transfer-Encoding")
                .endsWith("\r\n\r\n{\"type\":\"use");
    }

    @Test
    void cutReplyAnnouncesItsLength() throws IOException {
        server.inject(Fault.cutReply(12));

        assertThat(exchange("GET /v1/account HTTP/1.1\r\n" + TOKEN + "\r\n"))
                .contains("Content-Length: ")
                .endsWith("\r\n\r\n{\"type\":\"use");
    }

    @Test
    void requestsFollowEachOtherOnOneConnection() throws IOException {
        server.when("acme/any").thenReturn("one");
        String create = "POST /v1/models/acme/any/predictions HTTP/1.1\r\n" + TOKEN;
        String text = exchange(create + "Transfer-Encoding: chunked\r\n\r\n"
                + Integer.toHexString(MODEL.length()) + ";x=y\r\n" + MODEL + "\r\n0\r\nTrailer: x\r\n\r\n"
                + create + "Expect: 100-continue\r\nContent-Length: " + MODEL.length() + "\r\n\r\n" + MODEL
                + "HEAD /v1/account HTTP/1.1\r\n" + TOKEN + "\r\n"
                + "DELETE /v1/account HTTP/1.1\r\n" + TOKEN + "Content-Length: 3\r\n\r\nabc"
                + "GET " + server.baseUrl() + "/hardware HTTP/1.1\r\n" + TOKEN + "Connection: close\r\n\r\n");

        assertThat(text.split("HTTP/1.1 "))
                .satisfiesExactly(
                        nothing -> assertThat(nothing).isEmpty(),
                        chunked -> assertThat(chunked).startsWith("201 ").contains("\"prompt\":\"hi\""),
                        ready -> assertThat(ready).startsWith("100 "),
                        sized -> assertThat(sized).startsWith("201 ").contains("\"prompt\":\"hi\""),
                        head -> assertThat(head)
                                .startsWith("200 ")
                                .contains("Content-Length: ")
                                .endsWith("\r\n\r\n"),
                        other -> assertThat(other).startsWith("405 "),
                        last -> assertThat(last).startsWith("200 ").contains("Connection: close", "gpu-t4"));
    }

    @Test
    void oldClientsGetStreamsWithoutChunks() throws IOException {
        server.when("acme/talker").thenStream("a", "b");
        String stream =
                http.post("/models/acme/talker/predictions", "{\"input\":{}}").textAt("urls.stream");

        String text = exchange(URI.create(stream), "GET " + URI.create(stream).getPath() + " HTTP/1.0\r\n\r\n");

        assertThat(text)
                .doesNotContain("chunked")
                .contains("\r\n\r\n: hi\n\n", "data: b\n")
                .endsWith("data: {}\n\n");
    }

    @Test
    void whatIsNoHttpIsRefused() throws IOException {
        assertThat(exchange("hello\r\n\r\n")).startsWith("HTTP/1.1 400 ").endsWith("Not a request of HTTP/1: hello\n");
        assertThat(exchange("GET / HTTP/1.1\r\nno header\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(exchange("GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(exchange("POST /v1/predictions HTTP/1.1\r\n" + TOKEN + "Transfer-Encoding: chunked\r\n\r\nx\r\n"))
                .startsWith("HTTP/1.1 500 ");
        assertThat(http.get("/account").status()).isEqualTo(200);
    }

    @Test
    void closedServerEndsIdleConnections() throws IOException {
        try (Socket socket = socket(URI.create(server.baseUrl()))) {
            socket.getOutputStream()
                    .write(("GET /v1/account HTTP/1.1\r\n" + TOKEN + "\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo('H');

            server.close();

            assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
        }
        assertThatThrownBy(() -> socket(URI.create(server.baseUrl()))).isInstanceOf(IOException.class);
    }

    private String exchange(String request) throws IOException {
        return exchange(URI.create(server.baseUrl()), request);
    }

    /** Sends the text, and reads until the server closes. */
    private static String exchange(URI server, String request) throws IOException {
        try (Socket socket = socket(server)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Socket socket(URI server) throws IOException {
        return new Socket(server.getHost(), server.getPort());
    }
}
