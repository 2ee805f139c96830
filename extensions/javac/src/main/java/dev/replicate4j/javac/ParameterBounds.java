package dev.replicate4j.javac;

import java.math.BigDecimal;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/**
 * The bounds of a parameter, as its {@code @Bounded} states them. Speaks as the runtime's {@code Bounds} does, which
 * checks the same when the setter is called.
 */
final class ParameterBounds {

    private static final String BOUNDED = "dev.replicate4j.model.Bounded";

    private static final KnownSize.Unit[] UNITS = KnownSize.Unit.values();

    private final String name;
    private final KnownSize.Unit unit;
    private final @Nullable BigDecimal min;
    private final @Nullable BigDecimal max;

    private ParameterBounds(String name, KnownSize.Unit unit, @Nullable BigDecimal min, @Nullable BigDecimal max) {
        this.name = name;
        this.unit = unit;
        this.min = min;
        this.max = max;
    }

    /** Reads the bounds of a parameter; null where it has none. */
    static @Nullable ParameterBounds of(VariableElement parameter) {
        AnnotationMirror bounded = GeneratedClasses.annotation(parameter, BOUNDED);
        return bounded == null ? null : read(bounded);
    }

    private static @Nullable ParameterBounds read(AnnotationMirror bounded) {
        String name = GeneratedClasses.member(bounded, "name").toString();
        for (KnownSize.Unit unit : UNITS) {
            BigDecimal min = end(bounded, unit.min());
            BigDecimal max = end(bounded, unit.max());
            if (min != null || max != null) {
                return new ParameterBounds(name, unit, min, max);
            }
        }
        return null;
    }

    private static @Nullable BigDecimal end(AnnotationMirror bounded, String member) {
        Object end = GeneratedClasses.statedMember(bounded, member);
        if (end == null) {
            return null;
        }
        return end instanceof Double number ? BigDecimal.valueOf(number) : BigDecimal.valueOf((Long) end);
    }

    /** Says how a value breaks the bounds of an input of the model; empty if it does not. */
    Optional<String> violation(String model, KnownSize found) {
        if (found.unit() != unit
                || ((min == null || found.size().compareTo(min) >= 0)
                        && (max == null || found.size().compareTo(max) <= 0))) {
            return Optional.empty();
        }
        String but = unit == KnownSize.Unit.VALUE
                ? " must be " + limits() + ", but is " + found.shown()
                : " must have " + limits() + unit.words() + ", but has " + found.shown();
        return Optional.of(name + " of " + model + but + ". If the model has other limits by now, use set(\"" + name
                + "\", ...) or refresh its pinned schema.");
    }

    private String limits() {
        if (min != null && max != null) {
            return text(min) + " to " + text(max);
        }
        return min != null ? "at least " + text(min) : max != null ? "at most " + text(max) : "anything";
    }

    private static String text(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
