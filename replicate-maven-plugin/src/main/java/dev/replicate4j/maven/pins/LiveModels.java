package dev.replicate4j.maven.pins;

import dev.replicate4j.ModelRef;
import dev.replicate4j.error.ApiException;
import dev.replicate4j.error.AuthenticationException;
import dev.replicate4j.error.ConnectionException;
import dev.replicate4j.error.NotFoundException;
import dev.replicate4j.error.PermissionDeniedException;
import dev.replicate4j.error.RateLimitException;
import dev.replicate4j.error.ReplicateException;
import dev.replicate4j.internal.http.ApiOrigin;
import dev.replicate4j.internal.http.Call;
import dev.replicate4j.internal.http.Transport;
import dev.replicate4j.internal.http.TransportConfig;
import dev.replicate4j.internal.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Models as they are now: from Replicate's API, or from an OpenAPI document anywhere. */
final class LiveModels implements ModelSource {

    private final Transport transport;

    LiveModels(Access access) {
        ApiOrigin origin = access.baseUrl() == null ? ApiOrigin.REPLICATE : ApiOrigin.parse(access.baseUrl());
        HttpClient client = access.proxy()
                .apply(HttpClient.newBuilder().connectTimeout(TransportConfig.DEFAULT_CONNECT_TIMEOUT))
                .build();
        TransportConfig defaults = TransportConfig.of(origin, access.token());
        transport = new Transport(new TransportConfig(
                defaults.origin(),
                defaults.token(),
                "replicate4j-maven-plugin",
                defaults.headers(),
                defaults.timeout(),
                defaults.connectTimeout(),
                defaults.retryPolicy(),
                defaults.listener(),
                null,
                client,
                null));
    }

    @Override
    public String fetch(ModelDeclaration model) throws FetchException {
        return Json.write(
                model.schemaUrl() == null ? fromReplicate(model.ref()) : fromDocument(model.ref(), model.schemaUrl()));
    }

    private Map<String, @Nullable Object> fromReplicate(ModelRef ref) throws FetchException {
        String path = "models/" + ApiOrigin.path(ref.owner(), ref.name());
        Map<String, @Nullable Object> model = get(ref, Call.get("models.get", path));
        String version = ref.version().orElse(null);
        if (version != null
                && !(model.get("latest_version") instanceof Map<?, ?> latest && version.equals(latest.get("id")))) {
            String versionPath = path + "/versions/" + ApiOrigin.path(version);
            model.put("latest_version", get(ref, Call.get("models.versions.get", versionPath)));
        }
        return model;
    }

    /** Wraps a document as Replicate would; it has no version, so its own digest stands for one. */
    private Map<String, @Nullable Object> fromDocument(ModelRef ref, URI address) throws FetchException {
        Map<String, @Nullable Object> document = document(ref, address);
        Map<String, @Nullable Object> version = new LinkedHashMap<>();
        version.put("id", ref.version().orElse(digest(Json.writeBytes(document))));
        version.put("openapi_schema", document);
        Map<String, @Nullable Object> model = new LinkedHashMap<>();
        model.put("owner", ref.owner());
        model.put("name", ref.name());
        model.put("is_official", false);
        model.put("latest_version", version);
        return model;
    }

    private Map<String, @Nullable Object> document(ModelRef ref, URI address) throws FetchException {
        if (!"file".equals(address.getScheme())) {
            return fromServer(ref, address);
        }
        try {
            return object(ref, address, Json.parse(Files.readAllBytes(Path.of(address))));
        } catch (IOException | IllegalArgumentException failure) {
            throw FetchException.broken(
                    "[SchemaUrl] The schema of " + ref.model() + " can't be read from " + address + ": " + failure,
                    failure);
        }
    }

    private Map<String, @Nullable Object> fromServer(ModelRef ref, URI address) throws FetchException {
        try {
            return ask(Call.get("schema", address.toString()).withoutNeedOfToken());
        } catch (ReplicateException failure) {
            throw FetchException.broken(
                    "[SchemaUrl] The schema of " + ref.model() + " can't be fetched from <schemaUrl>. "
                            + failure.getMessage(),
                    failure);
        }
    }

    private static Map<String, @Nullable Object> object(ModelRef ref, URI address, @Nullable Object json)
            throws FetchException {
        if (!(json instanceof Map<?, ?> map)) {
            throw FetchException.wrong("[SchemaUrl] The schema of " + ref.model() + " must be an OpenAPI document, but "
                    + address + " holds none.");
        }
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        map.forEach((key, value) -> object.put(String.valueOf(key), value));
        return object;
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private Map<String, @Nullable Object> get(ModelRef ref, Call call) throws FetchException {
        try {
            return ask(call);
        } catch (ReplicateException failure) {
            throw explain(ref, failure);
        }
    }

    private Map<String, @Nullable Object> ask(Call call) {
        return new LinkedHashMap<>(Transport.join(transport.send(call)).object());
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
                                    + " Check network and the proxy in settings.xml; a build that has its pins needs neither.",
                            failure)
                    .forEveryModel();
        }
        return failure instanceof ApiException
                ? FetchException.wrong("[Api] " + ref + " can't be fetched." + said)
                : FetchException.broken("[Network] " + ref + " can't be fetched." + said, failure);
    }

    @Override
    public void close() {
        transport.close();
    }
}
