package dev.replicate4j.javac;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.Name;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Tells generated classes from all others, by {@code @KnownInputs} on their classes of inputs. */
final class GeneratedClasses {

    private static final String KNOWN_INPUTS = "dev.replicate4j.model.KnownInputs";

    /** How many names a message lists. */
    private static final int SHOWN = 40;

    private final Map<TypeElement, Optional<GeneratedClass>> inputs = new HashMap<>();
    private final Map<TypeElement, Optional<GeneratedClass>> holders = new HashMap<>();

    /**
     * What is known of the inputs of a class.
     *
     * @param model {@code owner/name}
     * @param names wire names
     */
    record GeneratedClass(String model, List<String> names) {

        /** Says that the class knows no such input. */
        String unknown(String name) {
            String known = names.isEmpty()
                    ? "none"
                    : String.join(", ", names.subList(0, Math.min(names.size(), SHOWN)))
                            + (names.size() > SHOWN ? ", ..." : "");
            return name + " is no known input of " + model + ". Its pinned schema has " + known
                    + ". Correct the name, or refresh the pinned schema if the model has the input by now.";
        }
    }

    /** Returns the generated class whose setter, or static method, a method is; null for any other method. */
    @Nullable GeneratedClass called(ExecutableElement method, TypeElement owner) {
        return isEntry(method) ? holder(owner) : inputs(owner);
    }

    private static boolean isEntry(ExecutableElement method) {
        Name name = method.getSimpleName();
        return (name.contentEquals("with") || name.contentEquals("call") || name.contentEquals("stream"))
                && method.getModifiers().contains(Modifier.STATIC);
    }

    /** Returns what is known of a class of inputs; null for any other class. */
    @Nullable GeneratedClass inputs(TypeElement type) {
        Optional<GeneratedClass> found = inputs.get(type);
        if (found == null) {
            found = Optional.ofNullable(read(type));
            inputs.put(type, found);
        }
        return found.orElse(null);
    }

    /** Returns what is known of the class of inputs inside a class; null where there is none. */
    private @Nullable GeneratedClass holder(TypeElement type) {
        Optional<GeneratedClass> found = holders.get(type);
        if (found == null) {
            found = Optional.ofNullable(readNested(type));
            holders.put(type, found);
        }
        return found.orElse(null);
    }

    private @Nullable GeneratedClass readNested(TypeElement type) {
        for (Element member : type.getEnclosedElements()) {
            GeneratedClass found = member instanceof TypeElement nested ? inputs(nested) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable GeneratedClass read(TypeElement type) {
        AnnotationMirror known = annotation(type, KNOWN_INPUTS);
        if (known == null) {
            return null;
        }
        List<String> names = new ArrayList<>();
        for (Object name : (List<?>) member(known, "names")) {
            names.add(((AnnotationValue) name).getValue().toString());
        }
        return new GeneratedClass(member(known, "model").toString(), names);
    }

    /** Whether a method is the {@code set(name, value)} that all inputs have. */
    static boolean isUntypedSetter(ExecutableElement method, TypeElement owner) {
        return method.getSimpleName().contentEquals("set")
                && (owner.getQualifiedName().contentEquals("dev.replicate4j.ModelInput")
                        || owner.getQualifiedName().contentEquals("dev.replicate4j.TrainingModelInput"));
    }

    /** Returns an annotation by its qualified name; null where there is none. */
    static @Nullable AnnotationMirror annotation(Element element, String name) {
        for (AnnotationMirror annotation : element.getAnnotationMirrors()) {
            if (((TypeElement) annotation.getAnnotationType().asElement())
                    .getQualifiedName()
                    .contentEquals(name)) {
                return annotation;
            }
        }
        return null;
    }

    /** Returns the value of a member that an annotation must state. */
    static Object member(AnnotationMirror annotation, String name) {
        Object value = statedMember(annotation, name);
        if (value == null) {
            throw new IllegalStateException(annotation + " does not state " + name);
        }
        return value;
    }

    /** Returns the value of a member; null where the annotation leaves it at its default. */
    static @Nullable Object statedMember(AnnotationMirror annotation, String name) {
        for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> member :
                annotation.getElementValues().entrySet()) {
            if (member.getKey().getSimpleName().contentEquals(name)) {
                return member.getValue().getValue();
            }
        }
        return null;
    }
}
