package dev.replicate4j.codegen.drift;

import dev.replicate4j.codegen.internal.schema.ModelSchema;
import dev.replicate4j.codegen.internal.schema.SchemaReader;
import dev.replicate4j.codegen.internal.schema.SchemaType.Property;
import dev.replicate4j.codegen.pin.Pin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares a pin with a candidate for its place by what they mean to a caller: two dialects that say the same are no
 * difference, nor is the order of keys.
 */
public final class ModelDiff {

    private final List<SchemaChange> changes = new ArrayList<>();

    private ModelDiff() {}

    /**
     * Compares two pins of one model.
     *
     * @param before what is pinned
     * @param after what may take its place, with the names and arguments of the pin carried over
     * @return the changes, the gravest first
     */
    public static List<SchemaChange> between(Pin before, Pin after) {
        ModelDiff diff = new ModelDiff();
        diff.compare(before, after);
        return diff.changes.stream()
                .sorted((one, other) -> one.severity().compareTo(other.severity()))
                .toList();
    }

    private void compare(Pin before, Pin after) {
        ModelSchema old = SchemaReader.read(before.schemas(), before.cogVersion());
        ModelSchema now = SchemaReader.read(after.schemas(), after.cogVersion());
        inputs("Input", old.inputs(), now.inputs(), before.arguments());
        outputs(old.output(), now.output());
        trainings(old.trainingInputs(), now.trainingInputs());
        models(before, after);
    }

    private void inputs(String component, List<Property> before, List<Property> after, List<String> arguments) {
        Map<String, Property> old = TypeChanges.byName(before);
        Map<String, Property> now = TypeChanges.byName(after);
        old.forEach((name, input) -> {
            ModelPart part = new ModelPart.InputPart(component, name);
            Property other = now.get(name);
            if (other == null) {
                changes.add(SchemaChange.signature(part, "is gone"));
            } else {
                input(part, input, other, arguments.contains(name));
            }
        });
        now.forEach((name, input) -> {
            ModelPart part = new ModelPart.InputPart(component, name);
            if (!old.containsKey(name)) {
                changes.add(
                        input.required()
                                ? SchemaChange.signature(part, "is new and required: " + TypeText.of(input.type()))
                                : SchemaChange.compatible(part, "is new: " + TypeText.of(input.type())));
            }
        });
    }

    private void input(ModelPart part, Property before, Property after, boolean argument) {
        changes.addAll(TypeChanges.between(part, before.type(), after.type()));
        if (after.required() && !before.required()) {
            changes.add(
                    argument
                            ? SchemaChange.compatible(part, "becomes required; it already is an argument")
                            : SchemaChange.signature(part, "becomes required"));
        } else if (before.required() && !after.required()) {
            changes.add(SchemaChange.compatible(part, "is no longer required; it stays an argument"));
        }
        if (!Objects.equals(before.fallback(), after.fallback())) {
            changes.add(SchemaChange.compatible(
                    part,
                    "is by default " + fallback(after.fallback()) + ", no longer " + fallback(before.fallback())));
        }
        if (before.secret() != after.secret()) {
            changes.add(SchemaChange.compatible(part, after.secret() ? "is now a secret" : "is no longer a secret"));
        }
        if (before.deprecated() != after.deprecated()) {
            changes.add(SchemaChange.documentation(
                    part, after.deprecated() ? "is now deprecated" : "is no longer deprecated"));
        }
        if (!Objects.equals(before.description(), after.description())) {
            changes.add(SchemaChange.documentation(part, "is described anew"));
        }
    }

    private static String fallback(@Nullable Object value) {
        return value == null ? "absent" : TypeText.value(value);
    }

    private void outputs(ModelSchema.Output before, ModelSchema.Output after) {
        ModelPart part = new ModelPart.OutputPart();
        changes.addAll(TypeChanges.between(part, before.type(), after.type()));
        if (before.concatenates() != after.concatenates()) {
            changes.add(SchemaChange.signature(
                    part,
                    after.concatenates()
                            ? "becomes one text, given in pieces"
                            : "is no longer one text, given in pieces"));
        } else if (before.iterates() != after.iterates()) {
            changes.add(SchemaChange.signature(
                    part, after.iterates() ? "now comes item by item" : "no longer comes item by item"));
        }
        if (!Objects.equals(before.description(), after.description())) {
            changes.add(SchemaChange.documentation(part, "is described anew"));
        }
    }

    private void trainings(@Nullable List<Property> before, @Nullable List<Property> after) {
        if (before != null && after != null) {
            inputs("TrainingInput", before, after, List.of());
        } else if (before != null) {
            changes.add(SchemaChange.signature(new ModelPart.WholeModel(), "can no longer be trained"));
        } else if (after != null) {
            changes.add(SchemaChange.compatible(new ModelPart.WholeModel(), "can now be trained"));
        }
    }

    private void models(Pin before, Pin after) {
        ModelPart part = new ModelPart.WholeModel();
        if (before.official() != after.official()) {
            changes.add(
                    SchemaChange.compatible(part, after.official() ? "is now run by name" : "is now run by version"));
        }
        if (!Objects.equals(before.description(), after.description())) {
            changes.add(SchemaChange.documentation(part, "is described anew"));
        }
        if (!Optional.ofNullable(before.defaultExample()).equals(Optional.ofNullable(after.defaultExample()))) {
            changes.add(SchemaChange.documentation(part, "has another example"));
        }
    }
}
