package dev.replicate4j.codegen.drift;

import dev.replicate4j.codegen.pin.Pin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes pins that differ from the present one in a single part, so that what no longer compiles against them is that part's
 * doing and no other's.
 */
final class IsolatedChange {

    private static final String REFERENCE = "#/components/schemas/";

    private final Pin before;
    private final Pin after;
    private final Map<String, Object> schemas;

    private IsolatedChange(Pin before, Pin after) {
        this.before = before;
        this.after = after;
        this.schemas = new LinkedHashMap<>(before.schemas());
    }

    /**
     * Takes over one part of a candidate.
     *
     * @param before what is pinned
     * @param after the candidate
     * @param part the part to take from the candidate
     * @return the pin as it is but for that part
     */
    static Pin only(Pin before, Pin after, ModelPart part) {
        IsolatedChange isolation = new IsolatedChange(before, after);
        if (part instanceof ModelPart.InputPart input) {
            isolation.takeInput(input);
            return isolation.pin(isolation.arguments(input), before.cogVersion());
        } else if (part instanceof ModelPart.OutputPart) {
            isolation.take("Output");
            return isolation.pin(before.arguments(), after.cogVersion());
        }
        isolation.take("TrainingInput");
        isolation.take("TrainingOutput");
        return isolation.pin(before.arguments(), before.cogVersion());
    }

    private Pin pin(List<String> arguments, @Nullable String cogVersion) {
        Map<String, Map<String, String>> names = new LinkedHashMap<>(before.names());
        names.putAll(after.names());
        return new Pin(
                before.ref(),
                before.version(),
                before.official(),
                cogVersion,
                before.description(),
                arguments,
                names,
                schemas,
                null);
    }

    private List<String> arguments(ModelPart.InputPart input) {
        List<String> arguments = new ArrayList<>(before.arguments());
        if (!input.component().equals("Input")) {
            return arguments;
        }
        if (!after.arguments().contains(input.name())) {
            arguments.remove(input.name());
        } else if (!arguments.contains(input.name())) {
            arguments.add(input.name());
        }
        return arguments;
    }

    private void takeInput(ModelPart.InputPart input) {
        Map<String, Object> component = map(before.schemas().get(input.component()));
        Map<String, Object> candidate = map(after.schemas().get(input.component()));
        component.put("properties", properties(component, candidate, input.name()));
        component.put("required", required(component, candidate, input.name()));
        schemas.put(input.component(), component);
    }

    private Map<String, Object> properties(Map<String, Object> component, Map<String, Object> candidate, String name) {
        Map<String, Object> properties = map(component.get("properties"));
        Map<String, Object> others = map(candidate.get("properties"));
        if (others.containsKey(name)) {
            Object property = others.get(name);
            properties.put(name, property);
            takeReferenced(property);
        } else {
            properties.remove(name);
        }
        return properties;
    }

    private static List<Object> required(Map<String, Object> component, Map<String, Object> candidate, String name) {
        List<Object> required = new ArrayList<>(list(component.get("required")));
        required.remove(name);
        if (list(candidate.get("required")).contains(name)) {
            required.add(name);
        }
        return required;
    }

    /** Takes a component and all that it references; one that the candidate lacks is dropped. */
    private void take(String component) {
        Object candidate = after.schemas().get(component);
        if (candidate == null) {
            schemas.remove(component);
        } else if (!candidate.equals(schemas.put(component, candidate))) {
            takeReferenced(candidate);
        }
    }

    private void takeReferenced(@Nullable Object json) {
        if (json instanceof Map<?, ?> map) {
            if (map.get("$ref") instanceof String reference && reference.startsWith(REFERENCE)) {
                take(reference.substring(REFERENCE.length()));
            }
            map.values().forEach(this::takeReferenced);
        } else if (json instanceof List<?> items) {
            items.forEach(this::takeReferenced);
        }
    }

    private static Map<String, Object> map(@Nullable Object json) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (json instanceof Map<?, ?> map) {
            map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        }
        return copy;
    }

    private static List<?> list(@Nullable Object json) {
        return json instanceof List<?> list ? list : List.of();
    }
}
