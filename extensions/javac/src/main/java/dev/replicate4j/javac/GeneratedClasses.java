package dev.replicate4j.javac;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** Tells generated classes from all others, by {@code @KnownInputs} on their classes of inputs. */
final class GeneratedClasses {

    private static final String KNOWN_INPUTS = "dev.replicate4j.model.KnownInputs";

    /** How many names a message lists. */
    private static final int SHOWN = 40;

    private static final List<String> BASES =
            List.of("dev.replicate4j.ModelInput", "dev.replicate4j.TrainingModelInput");

    private final Map<TypeElement, Optional<GeneratedClass>> found = new HashMap<>();

    /**
     * What is known of the inputs of a class.
     *
     * @param model {@code owner/name}
     * @param names wire names
     */
    record GeneratedClass(String model, List<String> names) {

        /** Says that the class knows no such input; empty where it does. */
        Optional<String> unknown(String name) {
            return names.contains(name)
                    ? Optional.empty()
                    : Optional.of(name + " is no known input of " + model + ". Its pinned schema has " + list()
                            + ". Correct the name, or refresh the pinned schema if the model has the input by now.");
        }

        private String list() {
            String first = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
            return names.isEmpty() ? "none" : names.size() > SHOWN ? first + ", ..." : first;
        }
    }

    /** Returns what is known of a class of inputs, or of the class that holds one; empty for any other class. */
    Optional<GeneratedClass> find(TypeElement type) {
        return found.computeIfAbsent(type, GeneratedClasses::read);
    }

    private static Optional<GeneratedClass> read(TypeElement type) {
        return Stream.concat(Stream.of(type), ElementFilter.typesIn(type.getEnclosedElements()).stream())
                .flatMap(candidate -> annotation(candidate, KNOWN_INPUTS).stream())
                .findFirst()
                .map(known -> new GeneratedClass(
                        member(known, "model").map(Object::toString).orElseThrow(), names(known)));
    }

    private static List<String> names(AnnotationMirror known) {
        return ((List<?>) member(known, "names").orElseThrow())
                .stream()
                        .map(name -> ((AnnotationValue) name).getValue().toString())
                        .toList();
    }

    /** Whether a method is the {@code set(name, value)} that all inputs have. */
    static boolean isUntypedSetter(ExecutableElement method, TypeElement owner) {
        return method.getSimpleName().contentEquals("set")
                && BASES.stream().anyMatch(owner.getQualifiedName()::contentEquals);
    }

    /** Returns an annotation by its qualified name. */
    static Optional<? extends AnnotationMirror> annotation(Element element, String name) {
        return element.getAnnotationMirrors().stream()
                .filter(annotation -> ((TypeElement)
                                annotation.getAnnotationType().asElement())
                        .getQualifiedName()
                        .contentEquals(name))
                .findFirst();
    }

    /** Returns the value of a member that an annotation states. */
    static Optional<Object> member(AnnotationMirror annotation, String name) {
        return annotation.getElementValues().entrySet().stream()
                .filter(member -> member.getKey().getSimpleName().contentEquals(name))
                .map(member -> member.getValue().getValue())
                .findFirst();
    }
}
