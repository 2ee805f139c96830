package dev.replicate4j.codegen.internal.schema;

import dev.replicate4j.codegen.internal.schema.SchemaType.Union;
import dev.replicate4j.codegen.internal.schema.SchemaType.Untyped;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Flattens unions. */
final class Unions {

    private Unions() {}

    static SchemaType of(List<SchemaType> branches) {
        Set<SchemaType> flat = new LinkedHashSet<>();
        for (SchemaType branch : branches) {
            if (branch instanceof Union union) {
                flat.addAll(union.branches());
            } else {
                flat.add(branch);
            }
        }
        if (flat.stream().anyMatch(Untyped.class::isInstance)) {
            return new Untyped();
        }
        return flat.size() == 1 ? flat.iterator().next() : new Union(List.copyOf(flat));
    }
}
