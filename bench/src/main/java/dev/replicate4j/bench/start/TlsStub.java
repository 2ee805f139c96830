package dev.replicate4j.bench.start;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Answers every POST over TLS with a prediction that is done. */
public final class TlsStub {
    /** The password of the key store, which holds nothing worth one. */
    static final String PASSWORD = "benchmark";

    private static final String PREDICTION = """
            {"id":"instant.1","model":"bench/instant","version":"%s","input":{"prompt":"a cat wearing an amusing hat",\
            "seed":42},"logs":"","output":["https://example.com/out-0.png"],"data_removed":false,"error":null,\
            "status":"processing","created_at":"2026-01-01T00:00:00.123Z",\
            "urls":{"cancel":"https://example.com/c","get":"https://example.com/g","web":"https://example.com/w"}}\
            """.formatted("0123456789abcdef".repeat(4));

    private TlsStub() {}

    /**
     * Serves until its standard input ends.
     *
     * @param args the key store
     * @throws IOException when no port can be opened
     * @throws GeneralSecurityException when the key store is not usable
     */
    public static void main(String[] args) throws IOException, GeneralSecurityException {
        // Else the second part of an answer waits for the client's acknowledgement of the first.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.setHttpsConfigurator(new HttpsConfigurator(context(Path.of(args[0]))));
        server.createContext("/", TlsStub::answer);
        server.start();
        System.out.println(server.getAddress().getPort());
        System.in.readAllBytes();
        server.stop(0);
    }

    private static SSLContext context(Path keys) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] reply = PREDICTION.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(201, reply.length);
        exchange.getResponseBody().write(reply);
        exchange.close();
    }
}
