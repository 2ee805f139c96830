package dev.replicate4j.codegen.internal.model;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Names that generated members may not take. Only ever add to these: removing one would rename what users call. */
final class Reserved {

    private static final Set<String> OBJECT =
            Set.of("clone", "equals", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

    /** {@code yield(...)} can't be called without a qualifier. */
    private static final Set<String> RESTRICTED = Set.of("yield");

    /** Methods of an input class: the runtime's base classes and Object's. */
    static final Set<String> SETTERS = union(List.of(
            OBJECT,
            RESTRICTED,
            Set.of(
                    "call",
                    "callAsync",
                    "copy",
                    "create",
                    "createAsync",
                    "definition",
                    "destination",
                    "put",
                    "set",
                    "stream",
                    "streamAsync",
                    "values")));

    /** Components of a record: its accessors may not be Object's, its fields not what serialization looks for. */
    static final Set<String> COMPONENTS = union(List.of(OBJECT, RESTRICTED, Set.of("serialVersionUID")));

    /** Types that a generated class speaks of. A nested or top-level type of the same name would hide them. */
    static final Set<String> TYPES = union(List.of(
            Set.of("Input", "Output", "Training", "TrainingInput"),
            Set.of("List", "Map", "Path", "UnaryOperator", "Serializable", "Nullable", "NullMarked"),
            Set.of("Bounded", "KnownInputs", "Range"),
            Set.of("Bounds", "ModelDefinition", "ModelInput", "OutputIterator", "OutputType", "TrainingModelInput"),
            Set.of("URLPath", "WireValue", "ModelRef", "Replicate", "Run", "TrainingRun", "Fields"),
            Set.of("Boolean", "Deprecated", "Double", "Enum", "Long", "Object", "Override", "Record", "String")));

    /** Fields of generated classes, which hide types of the same name. */
    static final Set<String> FIELDS = Set.of("MODEL", "TYPE");

    /** Constants of an enum: none that its members would hide. */
    static final Set<String> CONSTANTS = Set.of();

    private Reserved() {}

    private static Set<String> union(List<Set<String>> sets) {
        return sets.stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }
}
