package dev.replicate4j.testkit.internal.media;

import dev.replicate4j.testkit.internal.http.ReplyBody;
import dev.replicate4j.testkit.internal.json.ServerJson;
import dev.replicate4j.testkit.internal.model.IdGenerator;
import dev.replicate4j.testkit.internal.time.ServerClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Output files at their URLs, until they expire. */
public final class OutputFileStore {

    /** The first segment of every delivery's path. */
    public static final String ROOT = "delivery";

    /** A benchmark must not fill the memory: of so many files, the oldest go. */
    private static final int CAPACITY = 20_000;

    private final Map<String, Delivery> byToken = new LinkedHashMap<>();
    private final ServerClock clock;
    private final IdGenerator ids;
    private final URI origin;
    private final Duration lifetime;

    /**
     * Creates an empty store.
     *
     * @param origin what the URLs begin with, without a slash at the end
     * @param lifetime how long a file can be fetched
     */
    public OutputFileStore(URI origin, ServerClock clock, IdGenerator ids, Duration lifetime) {
        this.origin = origin;
        this.clock = clock;
        this.ids = ids;
        this.lifetime = lifetime;
    }

    /** Publishes a file and returns its URL. */
    public String publish(MediaFile media) {
        String token = ids.next(40);
        put(token, new Delivery(media, clock.now().plus(lifetime)));
        String name = URLEncoder.encode(media.name(), StandardCharsets.UTF_8).replace("+", "%20");
        return origin + "/" + ROOT + "/" + token + "/" + name;
    }

    /** Publishes all files in a value, however deep, and returns the value with their URLs in their place. */
    public @Nullable Object publishAll(@Nullable Object value) {
        return ServerJson.mapLeaves(value, leaf -> leaf instanceof MediaFile media ? publish(media) : leaf);
    }

    /** Finds a file by the token in its URL; nothing once it has expired. */
    public synchronized Optional<MediaFile> find(String token) {
        Delivery delivery = byToken.get(token);
        if (delivery == null || !clock.now().isBefore(delivery.expiresAt())) {
            return Optional.empty();
        }
        return Optional.of(delivery.media());
    }

    /** Finds a file by its whole URL. */
    public Optional<MediaFile> findUrl(String url) {
        return token(url).flatMap(this::find);
    }

    /** Lets a file expire at once; tells whether there was one of the URL. */
    public synchronized boolean expire(String url) {
        return token(url)
                .map(token ->
                        byToken.computeIfPresent(token, (key, delivery) -> new Delivery(delivery.media(), Instant.MIN)))
                .isPresent();
    }

    private synchronized void put(String token, Delivery delivery) {
        byToken.put(token, delivery);
        if (byToken.size() > CAPACITY) {
            byToken.remove(byToken.keySet().iterator().next());
        }
    }

    private Optional<String> token(String url) {
        String start = origin + "/" + ROOT + "/";
        if (!url.startsWith(start)) {
            return Optional.empty();
        }
        int slash = url.indexOf('/', start.length());
        return slash < 0 ? Optional.empty() : Optional.of(url.substring(start.length(), slash));
    }

    /** {@return a file as a {@code data:} URI, as blocking replies carry them} */
    public static String dataUri(MediaFile media) {
        ReplyBody body = media.content().get();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) body.length());
        try {
            body.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + media.name() + ".", e);
        }
        return "data:" + media.type() + ";base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private record Delivery(MediaFile media, Instant expiresAt) {}
}
