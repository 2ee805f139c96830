package dev.replicate4j.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.replicate4j.http.RetryPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Closed is closed: threads and file descriptors are free at once, on every JDK. */
@Timeout(60)
class CloseTest {

    private static final RequestSpec READ = RequestSpec.get("things.get", "things/1");
    private static final int CLIENTS = 100;

    /** Linux shows them there. */
    private static final Path OPEN_FILES = Path.of("/proc/self/fd");

    private final Loopback api = new Loopback();
    private final Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());

    @AfterEach
    void close() {
        api.close();
    }

    private void useAndClose() {
        api.then(200, "{}");
        try (Transport transport = new Transport(TransportConfig.of(ApiOrigin.parse(api.baseUrl()), "r8_test"))) {
            assertThat(Futures.join(transport.send(READ)).status()).isEqualTo(200);
        }
    }

    @Test
    void closedClientsLeaveNoThread() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            useAndClose();
        }

        for (Thread thread : clientThreads()) {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        }
        assertThat(clientThreads()).isEmpty();
    }

    /** Of a client that is not closed the JDK keeps four file descriptors until a garbage collection. */
    @Test
    void closedClientsLeaveNoFileDescriptor() {
        assumeThat(OPEN_FILES).isDirectory();
        useAndClose();
        int before = openFiles();

        for (int i = 0; i < CLIENTS; i++) {
            useAndClose();
        }

        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (openFiles() > before + CLIENTS / 2 && System.nanoTime() - end < 0) {
            Thread.onSpinWait(); // the server closes its ends of the connections a moment later
        }
        assertThat(openFiles()).isLessThanOrEqualTo(before + CLIENTS / 2);
    }

    @Test
    void nothingIsScheduledOnceClosed() {
        Transport transport = new Transport(TransportConfig.of(ApiOrigin.REPLICATE, null));
        transport.close();

        assertThatThrownBy(() -> transport.scheduler().schedule(() -> {}, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void whatWaitsForItsTurnEndsWithTheClient() {
        FakeScheduler time = new FakeScheduler();
        time.hold();
        api.then(429, "{}", "Retry-After", "60");
        Transport transport = time.transport(api.baseUrl(), RetryPolicy.standard());
        var reply = transport.send(READ);
        time.awaitWaits(1);

        transport.close();
        time.pass();

        assertThat(reply).isCancelled();
        assertThat(api.asked()).hasSize(1);
    }

    private Set<Thread> clientThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread)
                        && (thread.getName().startsWith("replicate4j")
                                || thread.getName().startsWith("HttpClient-")))
                .collect(Collectors.toSet());
    }

    private static int openFiles() {
        String[] files = OPEN_FILES.toFile().list();
        return files == null ? 0 : files.length;
    }
}
