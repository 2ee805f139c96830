package dev.replicate4j.testkit.internal.api;

import dev.replicate4j.testkit.internal.model.SimulatedVersion;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Checks inputs against the schemas of versions. */
public final class InputCheck {

    private final Map<String, InputValidator> validators = new ConcurrentHashMap<>();

    /**
     * Checks an input.
     *
     * @param root {@code Input} or {@code TrainingInput}
     * @return what is wrong; empty if nothing is
     */
    public List<InvalidField> check(SimulatedVersion version, String root, Map<String, @Nullable Object> input) {
        if (!version.schemas().containsKey(root)) {
            return List.of();
        }
        return validators
                .computeIfAbsent(version.id(), id -> new InputValidator(SchemaCleaner.clean(version.schemas())))
                .validate(root, input);
    }
}
