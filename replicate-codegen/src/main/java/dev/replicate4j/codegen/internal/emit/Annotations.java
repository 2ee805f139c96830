package dev.replicate4j.codegen.internal.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.CodeBlock;
import dev.replicate4j.codegen.internal.model.Limit;
import dev.replicate4j.codegen.internal.model.ModelClass.Definition;
import dev.replicate4j.codegen.internal.model.ModelClass.Setter;
import dev.replicate4j.model.Bounded;
import dev.replicate4j.model.KnownInputs;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jetbrains.annotations.Range;

/** What tools read of a generated class: the bounds that setters check, and the inputs there are. */
final class Annotations {

    /** Any whole number up to this one is a double, too. */
    private static final long EXACT = 1L << 53;

    private Annotations() {}

    /** The annotations of a parameter whose value a setter checks. */
    static List<AnnotationSpec> bounds(String wire, Limit limit) {
        List<AnnotationSpec> annotations = new ArrayList<>();
        if (isExact(limit) && Literals.isConstant(wire)) {
            annotations.add(bounded(wire, limit));
        }
        if (limit instanceof Limit.Int range) {
            annotations.add(AnnotationSpec.builder(Range.class)
                    .addMember("from", Literals.integer(range.min()))
                    .addMember("to", Literals.integer(range.max()))
                    .build());
        }
        return annotations;
    }

    private static AnnotationSpec bounded(String wire, Limit limit) {
        AnnotationSpec.Builder bounded = AnnotationSpec.builder(Bounded.class).addMember("name", Literals.string(wire));
        if (limit instanceof Limit.Int range) {
            whole(bounded, "min", range.min(), Long.MIN_VALUE);
            whole(bounded, "max", range.max(), Long.MAX_VALUE);
        } else if (limit instanceof Limit.Decimal range) {
            decimal(bounded, "min", range.min());
            decimal(bounded, "max", range.max());
        } else if (limit instanceof Limit.Length length) {
            whole(bounded, "minLength", length.min(), 0);
            whole(bounded, "maxLength", length.max(), Long.MAX_VALUE);
        } else if (limit instanceof Limit.Items items) {
            whole(bounded, "minItems", items.min(), 0);
            whole(bounded, "maxItems", items.max(), Long.MAX_VALUE);
        }
        return bounded.build();
    }

    private static void whole(AnnotationSpec.Builder bounded, String member, long end, long open) {
        if (end != open) {
            bounded.addMember(member, Literals.integer(end));
        }
    }

    private static void decimal(AnnotationSpec.Builder bounded, String member, double end) {
        if (!Double.isInfinite(end)) {
            bounded.addMember(member, Literals.decimal(end));
        }
    }

    /** Whether the ends are numbers that the annotation can hold, as what it says must be what the setter checks. */
    private static boolean isExact(Limit limit) {
        return !(limit instanceof Limit.Int range)
                || Stream.of(range.min(), range.max()).allMatch(Annotations::isExact);
    }

    private static boolean isExact(long end) {
        return end == Long.MIN_VALUE || end == Long.MAX_VALUE || (end >= -EXACT && end <= EXACT);
    }

    /** The annotation of a class of inputs. */
    static AnnotationSpec known(Definition definition, List<Setter> setters) {
        CodeBlock names = setters.stream()
                .map(Setter::wire)
                .distinct()
                .filter(Literals::isConstant)
                .map(Literals::string)
                .collect(CodeBlock.joining(",$W"));
        // Given as the one member "value", both members stay on one line.
        return AnnotationSpec.builder(KnownInputs.class)
                .addMember("value", CodeBlock.of("model = $L, names = {$L}", Literals.string(definition.ref()), names))
                .build();
    }
}
