package dev.replicate4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections that come and go at the same time. */
@Timeout(120)
class ConnectionsTest {

    /** A connection that was accepted while another became idle was forgotten, within some dozen times. */
    private static final int TIMES = 1000;

    private static final byte[] REQUEST =
            "GET /v1/account HTTP/1.1\r\nAuthorization: Bearer x\r\n\r\n".getBytes(StandardCharsets.UTF_8);

    private final ReplicateServer server = ReplicateServer.builder().start();
    private final URI url = URI.create(server.baseUrl());
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final CyclicBarrier together = new CyclicBarrier(2);

    @AfterEach
    void stop() {
        threads.shutdownNow();
        server.close();
    }

    @Test
    void connectionIsServedWhileAnotherBecomesIdle() throws Exception {
        Future<Integer> persistent = threads.submit(() -> {
            try (Socket socket = connect()) {
                int answered = 0;
                for (int i = 0; i < TIMES; i++) {
                    together.await(60, TimeUnit.SECONDS);
                    answered += ask(socket);
                }
                return answered;
            }
        });
        Future<Integer> fresh = threads.submit(() -> {
            int answered = 0;
            for (int i = 0; i < TIMES; i++) {
                together.await(60, TimeUnit.SECONDS);
                try (Socket socket = connect()) {
                    answered += ask(socket);
                }
            }
            return answered;
        });

        assertThat(fresh.get()).isEqualTo(TIMES);
        assertThat(persistent.get()).isEqualTo(TIMES);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(url.getHost(), url.getPort());
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static int ask(Socket socket) throws IOException {
        socket.getOutputStream().write(REQUEST);
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        String length = head.toString().replaceFirst("(?s).*Content-Length: (\\d+).*", "$1");
        return in.readNBytes(Integer.parseInt(length)).length > 0 ? 1 : 0;
    }
}
