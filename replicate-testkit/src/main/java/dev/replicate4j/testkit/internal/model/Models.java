package dev.replicate4j.testkit.internal.model;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models that the server knows. */
public final class Models {

    private final Map<String, Model> byRef = new LinkedHashMap<>();

    /** Knows the given models. */
    public Models(Collection<Model> models) {
        models.forEach(this::add);
    }

    /** Adds a model, in place of one of the same name. */
    public synchronized void add(Model model) {
        byRef.put(model.ref(), model);
    }

    /** Forgets a model; tells whether there was one. */
    public synchronized boolean remove(String ref) {
        return byRef.remove(ref) != null;
    }

    /** Finds a model by {@code owner/name}. */
    public synchronized Optional<Model> find(String ref) {
        return Optional.ofNullable(byRef.get(ref));
    }

    /** Finds the model that has the version. */
    public Optional<Model> withVersion(String id) {
        return all().stream().filter(model -> model.version(id).isPresent()).findFirst();
    }

    /** Returns all models in the order in which they were added. */
    public synchronized List<Model> all() {
        return List.copyOf(byRef.values());
    }
}
