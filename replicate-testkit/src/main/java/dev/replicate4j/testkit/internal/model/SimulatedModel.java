package dev.replicate4j.testkit.internal.model;

import dev.replicate4j.testkit.internal.json.ServerJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A model that the server knows, with its versions. */
public final class SimulatedModel {

    /** All models and versions are of this date. */
    private static final Instant CREATED = Instant.parse("2024-01-01T00:00:00.123456Z");

    private final String owner;
    private final String name;
    private final boolean official;
    private final boolean checked;
    private final Map<String, @Nullable Object> defaultExample;
    private final Map<String, @Nullable Object> facts;
    private final List<SimulatedVersion> versions = new ArrayList<>();

    /**
     * Creates a model without versions.
     *
     * @param official whether it is run by name
     * @param checked whether its inputs are checked: true where a schema is known
     * @param defaultExample input and output as the pin has them; empty where none
     * @param facts description, visibility and the like, by their names in the API
     */
    SimulatedModel(
            String owner,
            String name,
            boolean official,
            boolean checked,
            Map<String, @Nullable Object> defaultExample,
            Map<String, @Nullable Object> facts) {
        this.owner = owner;
        this.name = name;
        this.official = official;
        this.checked = checked;
        this.defaultExample = defaultExample;
        this.facts = new LinkedHashMap<>(facts);
    }

    /** Creates a model that takes any input. */
    public static SimulatedModel unchecked(String ref, boolean official, String version) {
        String[] parts = ref.split("/", 2);
        SimulatedModel model = new SimulatedModel(parts[0], parts[1], official, false, Map.of(), Map.of());
        model.add(new SimulatedVersion(version, CREATED, null, Map.of()));
        return model;
    }

    /** Creates a model without versions, as the API does. */
    public static SimulatedModel created(String owner, String name, Map<String, @Nullable Object> facts) {
        return new SimulatedModel(owner, name, false, true, Map.of(), facts);
    }

    /** {@return the owner} */
    public String owner() {
        return owner;
    }

    /** {@return the name within the owner} */
    public String name() {
        return name;
    }

    /** {@return {@code owner/name}} */
    public String ref() {
        return owner + "/" + name;
    }

    /** {@return whether the model is run by name; its versions cannot be addressed then} */
    public boolean official() {
        return official;
    }

    /** {@return whether inputs are checked against a schema} */
    public boolean checked() {
        return checked;
    }

    /** {@return input and output of the example; empty where none is known} */
    public Map<String, @Nullable Object> defaultExample() {
        return defaultExample;
    }

    /** Adds a version, which becomes the latest one. */
    public synchronized void add(SimulatedVersion version) {
        versions.add(0, version);
    }

    /** Removes a version; returns whether there was one. */
    public synchronized boolean remove(String id) {
        return versions.removeIf(version -> version.id().equals(id));
    }

    /** {@return the versions, newest first} */
    public synchronized List<SimulatedVersion> versions() {
        return List.copyOf(versions);
    }

    /** {@return the newest version} */
    public Optional<SimulatedVersion> latest() {
        return versions().stream().findFirst();
    }

    /** {@return the version of the id} */
    public Optional<SimulatedVersion> version(String id) {
        return versions().stream().filter(version -> version.id().equals(id)).findFirst();
    }

    /** Changes description, URLs and the like. */
    public synchronized void update(Map<String, @Nullable Object> changes) {
        facts.putAll(changes);
    }

    /** {@return one of the model's facts; null where unknown} */
    public synchronized @Nullable Object fact(String fact) {
        return facts.get(fact);
    }

    /** {@return the model as the API shows it} */
    public Map<String, @Nullable Object> json() {
        return ServerJson.object(
                "url", "https://replicate.com/" + ref(),
                "owner", owner,
                "name", name,
                "description", fact("description"),
                "visibility", fact("visibility") == null ? "public" : fact("visibility"),
                "is_official", official,
                "github_url", fact("github_url"),
                "paper_url", fact("paper_url"),
                "license_url", fact("license_url"),
                "run_count", fact("run_count") == null ? 0L : fact("run_count"),
                "cover_image_url", fact("cover_image_url"),
                "created_at", CREATED.toString(),
                "default_example", example(),
                "latest_version", latest().map(SimulatedVersion::json).orElse(null));
    }

    /** {@return the example as a prediction; null where there is none} */
    public @Nullable Map<String, @Nullable Object> example() {
        if (defaultExample.isEmpty()) {
            return null;
        }
        String id = IdGenerator.derived("example of " + ref());
        return ServerJson.object(
                "completed_at", CREATED.plusMillis(1234).toString(),
                "created_at", CREATED.toString(),
                "data_removed", false,
                "error", null,
                "id", id,
                "input", defaultExample.get("input"),
                "logs", "",
                "metrics", ServerJson.object("predict_time", 1.234, "total_time", 1.234),
                "model", ref(),
                "output", defaultExample.get("output"),
                "started_at", CREATED.toString(),
                "status", "succeeded",
                "urls",
                        ServerJson.object(
                                "cancel", "https://api.replicate.com/v1/predictions/" + id + "/cancel",
                                "get", "https://api.replicate.com/v1/predictions/" + id,
                                "web", "https://replicate.com/p/" + id),
                "version", latest().map(SimulatedVersion::id).orElse("hidden"));
    }
}
