package dev.replicate4j.it;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.replicate4j.Replicate;
import dev.replicate4j.api.DeploymentRequest;
import dev.replicate4j.api.DeploymentUpdate;
import dev.replicate4j.api.FileUpload;
import dev.replicate4j.api.ModelRequest;
import dev.replicate4j.api.ModelSort;
import dev.replicate4j.api.ModelUpdate;
import dev.replicate4j.api.Page;
import dev.replicate4j.api.PredictionQuery;
import dev.replicate4j.api.PredictionRequest;
import dev.replicate4j.api.SortDirection;
import dev.replicate4j.api.Source;
import dev.replicate4j.api.TrainingRequest;
import dev.replicate4j.api.Visibility;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the call of the client that makes a recorded request, by its method and path alone. */
final class RecordedCall {

    private static final Pattern CANCEL_AFTER = Pattern.compile("(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s?)?");

    private final Replicate replicate;
    private final Recording.Request request;
    private final String[] path;
    private final Map<String, String> query;

    RecordedCall(Replicate replicate, Recording.Request request) {
        this.replicate = replicate;
        this.request = request;
        this.path = request.uri().getPath().replaceFirst("^/v1/", "").split("/");
        this.query = query(request.uri().getRawQuery());
    }

    /** Returns the call; for a page other than the first, the one that fetches the first. */
    Supplier<Object> find() {
        String resource = path[0];
        Supplier<Object> call = switch (resource) {
            case "account" -> () -> replicate.accounts().get();
            case "hardware" -> () -> replicate.hardwareCatalog().list();
            case "collections" -> collections();
            case "deployments" -> deployments();
            case "files" -> files();
            case "models" -> models();
            case "predictions" -> predictions();
            case "search" ->
                () -> replicate.search().find(query.get("query"), Integer.parseInt(query.getOrDefault("limit", "20")));
            case "trainings" -> trainings();
            case "webhooks" -> () -> replicate.webhooks().secret();
            default -> null;
        };
        if (call == null) {
            throw new AssertionError("no call makes " + request.method() + " " + request.uri());
        }
        return call;
    }

    boolean isLaterPage() {
        return query.containsKey("cursor");
    }

    static Object next(Object page) {
        return ((Page<?>) page).next();
    }

    private Supplier<Object> collections() {
        return is("GET", 1)
                ? () -> replicate.modelCollections().list()
                : () -> replicate.modelCollections().get(path[1]);
    }

    private Supplier<Object> deployments() {
        if (path.length == 4) {
            return create(PredictionRequest.deployment(path[1] + "/" + path[2]));
        }
        String name = path.length < 3 ? "" : path[1] + "/" + path[2];
        return switch (request.method() + path.length) {
            case "GET1" -> () -> replicate.deployments().list();
            case "POST1" -> () -> replicate.deployments().create(deploymentRequest());
            case "GET3" -> () -> replicate.deployments().get(name);
            case "PATCH3" -> () -> replicate.deployments().update(name, deploymentUpdate());
            case "DELETE3" -> done(() -> replicate.deployments().delete(name));
            default -> null;
        };
    }

    private Supplier<Object> files() {
        return switch (request.method() + path.length) {
            case "GET1" -> () -> replicate.uploadedFiles().list();
            case "POST1" -> () -> replicate.uploadedFiles().create(upload());
            case "GET2" -> () -> replicate.uploadedFiles().get(path[1]);
            case "DELETE2" -> done(() -> replicate.uploadedFiles().delete(path[1]));
            default -> null;
        };
    }

    private Supplier<Object> models() {
        if (path.length == 1) {
            return switch (request.method()) {
                case "GET" -> () -> replicate.models().list(sort(), direction());
                case "POST" -> () -> replicate.models().create(modelRequest());
                case "QUERY" -> () -> replicate.models().search(request.body());
                default -> null;
            };
        }
        String model = path[1] + "/" + path[2];
        if (path.length == 3) {
            return switch (request.method()) {
                case "GET" -> () -> replicate.models().get(model);
                case "PATCH" -> () -> replicate.models().update(model, modelUpdate());
                case "DELETE" -> done(() -> replicate.models().delete(model));
                default -> null;
            };
        }
        return ofModel(model);
    }

    private Supplier<Object> ofModel(String model) {
        return switch (request.method() + " " + path[3] + " " + path.length) {
            case "GET examples 4" -> () -> replicate.models().examples(model);
            case "GET readme 4" -> () -> replicate.models().readme(model);
            case "POST predictions 4" -> create(PredictionRequest.model(model));
            case "GET versions 4" -> () -> replicate.models().versions(model).list();
            case "GET versions 5" -> () -> replicate.models().versions(model).get(path[4]);
            case "DELETE versions 5" ->
                done(() -> replicate.models().versions(model).delete(path[4]));
            case "POST versions 6" -> () -> replicate.trainings().create(trainingRequest(model, path[4]));
            default -> null;
        };
    }

    private Supplier<Object> predictions() {
        return switch (request.method() + path.length) {
            case "GET1" -> () -> replicate.predictions().list(predictionQuery());
            case "POST1" ->
                create(PredictionRequest.version(request.json().path("version").asText()));
            case "GET2" -> () -> replicate.predictions().get(path[1]);
            case "POST3" -> () -> replicate.predictions().cancel(path[1]);
            default -> null;
        };
    }

    private Supplier<Object> trainings() {
        return switch (request.method() + path.length) {
            case "GET1" -> () -> replicate.trainings().list();
            case "GET2" -> () -> replicate.trainings().get(path[1]);
            case "POST3" -> () -> replicate.trainings().cancel(path[1]);
            default -> null;
        };
    }

    private Supplier<Object> create(PredictionRequest target) {
        PredictionRequest request = target;
        for (Map.Entry<String, Object> field : fields().entrySet()) {
            request = request.set(field.getKey(), field.getValue());
        }
        String prefer = this.request.headers().getOrDefault("prefer", "");
        if (prefer.startsWith("wait")) {
            String[] wait = prefer.split("=");
            request = request.preferWait(Duration.ofSeconds(wait.length == 1 ? 60 : Integer.parseInt(wait[1])));
        }
        Matcher life = CANCEL_AFTER.matcher(this.request.headers().getOrDefault("cancel-after", ""));
        if (life.matches() && life.end() > 0) {
            request = request.cancelAfter(Duration.ofHours(number(life.group(1)))
                    .plusMinutes(number(life.group(2)))
                    .plusSeconds(number(life.group(3))));
        }
        PredictionRequest sent = request;
        return () -> replicate.predictions().create(sent);
    }

    private PredictionQuery predictionQuery() {
        PredictionQuery all = PredictionQuery.all();
        if (query.containsKey("created_after")) {
            all = all.createdAfter(Instant.parse(query.get("created_after")));
        }
        if (query.containsKey("created_before")) {
            all = all.createdBefore(Instant.parse(query.get("created_before")));
        }
        return query.containsKey("source") ? all.source(new Source(query.get("source"))) : all;
    }

    private TrainingRequest trainingRequest(String model, String version) {
        TrainingRequest training = TrainingRequest.of(model, version, "owner/name", Map.of());
        for (Map.Entry<String, Object> field : fields().entrySet()) {
            training = training.set(field.getKey(), field.getValue());
        }
        return training;
    }

    private DeploymentRequest deploymentRequest() {
        DeploymentRequest deployment = DeploymentRequest.of("", "owner/name", "", "");
        for (Map.Entry<String, Object> field : fields().entrySet()) {
            deployment = deployment.set(field.getKey(), field.getValue());
        }
        return deployment;
    }

    private DeploymentUpdate deploymentUpdate() {
        DeploymentUpdate update = DeploymentUpdate.empty();
        for (Map.Entry<String, Object> field : fields().entrySet()) {
            update = update.set(field.getKey(), field.getValue());
        }
        return update;
    }

    private ModelRequest modelRequest() {
        ModelRequest model = ModelRequest.of("", "", Visibility.PRIVATE, "");
        for (Map.Entry<String, Object> field : fields().entrySet()) {
            model = model.set(field.getKey(), field.getValue());
        }
        return model;
    }

    private ModelUpdate modelUpdate() {
        ModelUpdate update = ModelUpdate.empty();
        for (Map.Entry<String, Object> field : fields().entrySet()) {
            update = update.set(field.getKey(), field.getValue());
        }
        return update;
    }

    private FileUpload upload() {
        Multipart form = Multipart.parse(request.headers().get("content-type"), request.body());
        Multipart.Part content = form.part("content");
        FileUpload upload = FileUpload.of(content.filename(), content.body().getBytes(StandardCharsets.UTF_8))
                .contentType(content.type());
        Multipart.Part metadata = form.parts().get("metadata");
        return metadata == null ? upload : upload.metadata(map(Recording.json(metadata.body())));
    }

    private ModelSort sort() {
        return ModelSort.valueOf(
                query.getOrDefault("sort_by", "latest_version_created_at").toUpperCase(Locale.ROOT));
    }

    private SortDirection direction() {
        return SortDirection.valueOf(
                query.getOrDefault("sort_direction", "desc").toUpperCase(Locale.ROOT));
    }

    private Map<String, Object> fields() {
        return map(request.json());
    }

    private static Map<String, Object> map(JsonNode object) {
        return Recording.JSON.convertValue(object, new TypeReference<LinkedHashMap<String, Object>>() {});
    }

    private boolean is(String method, int length) {
        return request.method().equals(method) && path.length == length;
    }

    private static Supplier<Object> done(Runnable call) {
        return () -> {
            call.run();
            return null;
        };
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    static Map<String, String> query(String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        List<String> pairs = raw == null || raw.isEmpty() ? List.of() : Arrays.asList(raw.split("&"));
        for (String pair : pairs) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], URLDecoder.decode(parts.length == 1 ? "" : parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }
}
