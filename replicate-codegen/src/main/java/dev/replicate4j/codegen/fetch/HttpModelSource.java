package dev.replicate4j.codegen.fetch;

import dev.replicate4j.Replicate;
import dev.replicate4j.ReplicateBuilder;
import dev.replicate4j.codegen.internal.json.PlainJson;
import dev.replicate4j.codegen.pin.DeclaredModel;
import dev.replicate4j.error.ApiException;
import dev.replicate4j.error.AuthenticationException;
import dev.replicate4j.error.ConnectionException;
import dev.replicate4j.error.DecodeException;
import dev.replicate4j.error.NotFoundException;
import dev.replicate4j.error.PermissionDeniedException;
import dev.replicate4j.error.RateLimitException;
import dev.replicate4j.error.ReplicateException;
import dev.replicate4j.http.RetryPolicy;
import dev.replicate4j.model.ModelRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Models as they are now: from Replicate's API, or from an OpenAPI document anywhere. */
final class HttpModelSource implements ModelSource {

    /** How long a server may think about a document. */
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** The largest public model's document has 0.5 MB. */
    private static final int LARGEST = 16 << 20;

    private final HttpClient http;
    private final Replicate replicate;

    HttpModelSource(FetchSettings settings) {
        this(settings, RetryPolicy.standard());
    }

    HttpModelSource(FetchSettings settings, RetryPolicy retries) {
        http = settings.proxy()
                .apply(HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)))
                .build();
        ReplicateBuilder builder = Replicate.builder()
                .userAgent(settings.userAgent())
                .httpClient(http)
                .retryPolicy(retries);
        if (settings.token() != null) {
            builder.apiToken(settings.token());
        }
        if (settings.baseUrl() != null) {
            builder.baseUrl(settings.baseUrl());
        }
        replicate = builder.build();
    }

    @Override
    public Map<String, @Nullable Object> fetch(DeclaredModel model) throws FetchException {
        return model.schemaUrl() == null ? fromReplicate(model.ref()) : fromDocument(model.ref(), model.schemaUrl());
    }

    private Map<String, @Nullable Object> fromReplicate(ModelRef ref) throws FetchException {
        try {
            Map<String, @Nullable Object> model =
                    new LinkedHashMap<>(replicate.models().get(ref.model()).json());
            String version = ref.version().orElse(null);
            if (version != null
                    && !(model.get("latest_version") instanceof Map<?, ?> latest && version.equals(latest.get("id")))) {
                model.put(
                        "latest_version",
                        replicate.models().versions(ref.model()).get(version).json());
            }
            return model;
        } catch (ReplicateException failure) {
            throw explain(ref, failure);
        }
    }

    /** Wraps a document as Replicate would; it has no version, so its own digest stands for one. */
    private Map<String, @Nullable Object> fromDocument(ModelRef ref, URI address) throws FetchException {
        Map<String, @Nullable Object> document = document(ref, address);
        Map<String, @Nullable Object> version = new LinkedHashMap<>();
        version.put("id", ref.version().orElse(digest(PlainJson.pretty(document).getBytes(StandardCharsets.UTF_8))));
        version.put("openapi_schema", document);
        Map<String, @Nullable Object> model = new LinkedHashMap<>();
        model.put("owner", ref.owner());
        model.put("name", ref.name());
        model.put("is_official", false);
        model.put("latest_version", version);
        return model;
    }

    private Map<String, @Nullable Object> document(ModelRef ref, URI address) throws FetchException {
        try (InputStream stream =
                address.getScheme().equals("file") ? Files.newInputStream(Path.of(address)) : download(address)) {
            if (PlainJson.parse(bytes(stream)) instanceof Map<?, ?> document) {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                document.forEach((key, value) -> copy.put(String.valueOf(key), value));
                return copy;
            }
        } catch (IOException failure) {
            throw FetchException.broken(
                    "[SchemaUrl] The schema of " + ref.model() + " can't be fetched from " + address + ": " + failure,
                    failure);
        } catch (IllegalArgumentException malformed) {
            throw notADocument(ref, address);
        }
        throw notADocument(ref, address);
    }

    private static FetchException notADocument(ModelRef ref, URI address) {
        return FetchException.wrong("[SchemaUrl] The schema of " + ref.model()
                + " must be an OpenAPI document in JSON, but " + address + " holds none.");
    }

    /** By the client's own HTTP client but not through the client: such a server gets no token and is asked once. */
    private InputStream download(URI address) throws IOException {
        try {
            HttpResponse<InputStream> reply = http.send(
                    HttpRequest.newBuilder(address).timeout(TIMEOUT).build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            if (reply.statusCode() != 200) {
                reply.body().close();
                throw new IOException("the server answered " + reply.statusCode());
            }
            return reply.body();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /** Reads a document in a thread of its own, since a server may send for ever, or stop in the middle. */
    private static byte[] bytes(InputStream stream) throws IOException {
        CompletableFuture<byte[]> bytes = CompletableFuture.supplyAsync(() -> {
            try {
                return stream.readNBytes(LARGEST + 1);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
        try {
            byte[] document = bytes.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            if (document.length > LARGEST) {
                throw new IOException("it is larger than 16 MiB");
            }
            return document;
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof UncheckedIOException unchecked
                    ? unchecked.getCause()
                    : new IOException(failure.getCause());
        } catch (TimeoutException slow) {
            throw new IOException("it is not complete after " + TIMEOUT.toSeconds() + " s", slow);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static FetchException explain(ModelRef ref, ReplicateException failure) {
        String said = " " + failure.getMessage();
        if (failure instanceof NotFoundException) {
            return FetchException.wrong("[ModelUnknown] " + ref
                    + " is not to be found: it does not exist, or it is private and"
                    + " the API token is not its owner's. Compare it with the address of the model's page." + said);
        } else if (failure instanceof PermissionDeniedException) {
            return FetchException.wrong("[ModelForbidden] " + ref
                    + " may not be read with this API token. Use a token of an account that has the right to." + said);
        } else if (failure instanceof AuthenticationException) {
            return FetchException.wrong("[Token] The API token was refused while fetching " + ref + "." + said)
                    .forEveryModel();
        } else if (failure instanceof RateLimitException) {
            return FetchException.broken(
                            "[RateLimit] Replicate asks to wait before " + ref + " is fetched. Run again later." + said,
                            failure)
                    .forEveryModel();
        } else if (failure instanceof ConnectionException) {
            return FetchException.broken(
                            "[Network] " + ref + " can't be fetched." + said
                                    + " Check network and proxy; a build that has its pins needs neither.",
                            failure)
                    .forEveryModel();
        }
        if (failure instanceof DecodeException) {
            return FetchException.wrong("[NotAModel] The reply for " + ref
                    + " must be a model in JSON, but is not: is there a proxy that asks for a login?" + said);
        }
        return failure instanceof ApiException
                ? FetchException.wrong("[Api] " + ref + " can't be fetched." + said)
                : FetchException.broken("[Network] " + ref + " can't be fetched." + said, failure);
    }

    @Override
    public void close() {
        replicate.close();
    }
}
