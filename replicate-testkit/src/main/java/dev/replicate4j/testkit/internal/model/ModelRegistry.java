package dev.replicate4j.testkit.internal.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The models that the server knows. */
public final class ModelRegistry {

    private final Map<String, SimulatedModel> byRef = new LinkedHashMap<>();

    /** Creates a registry of the given models. */
    public ModelRegistry(Collection<SimulatedModel> models) {
        models.forEach(this::add);
    }

    /** Adds a model, in place of one of the same name. */
    public synchronized void add(SimulatedModel model) {
        byRef.put(model.ref(), model);
    }

    /** Removes a model; returns whether there was one. */
    public synchronized boolean remove(String ref) {
        return byRef.remove(ref) != null;
    }

    /** Finds a model by {@code owner/name}. */
    public synchronized Optional<SimulatedModel> find(String ref) {
        return Optional.ofNullable(byRef.get(ref));
    }

    /** Finds the model that has the version. */
    public synchronized Optional<SimulatedModel> withVersion(String id) {
        for (SimulatedModel model : byRef.values()) {
            if (model.version(id).isPresent()) {
                return Optional.of(model);
            }
        }
        return Optional.empty();
    }

    /** {@return all models, those added last first} */
    public synchronized List<SimulatedModel> newestFirst() {
        List<SimulatedModel> models = new ArrayList<>(byRef.values());
        Collections.reverse(models);
        return models;
    }

    /** {@return the models whose name or description has every word of the query in it} */
    public List<SimulatedModel> search(String query) {
        String[] words = query.toLowerCase(Locale.ROOT).trim().split("\\s+");
        return newestFirst().stream().filter(model -> fits(model, words)).toList();
    }

    private static boolean fits(SimulatedModel model, String[] words) {
        String text = (model.ref() + " " + model.fact("description")).toLowerCase(Locale.ROOT);
        for (String word : words) {
            if (!text.contains(word)) {
                return false;
            }
        }
        return true;
    }
}
