package dev.replicate4j.codegen.internal.schema;

import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What Cog and hand-written schemas contain and OpenAPI 3.0 cannot express, rule by rule, in the order in which the rules are applied.
 * Each rule rewrites the keywords of one schema; {@link Normalizer} applies it to all.
 */
enum DialectRule {

    /** Cog's fast path copies Python's words: {@code ge}, {@code max_length}, {@code regex}. The standard keyword wins. */
    PYTHON_KEYWORDS(KeywordRules::translatePythonWords),

    /** A keyword that no Java type depends on, or whose value is not what the standard demands, is dropped. */
    KNOWN_KEYWORDS(KeywordRules::retainUsableKeywords),

    /** JSON Schema has the excluded bound itself where OpenAPI 3.0 has a flag beside an inclusive bound. */
    EXCLUSIVE_BOUNDS(KeywordRules::splitExclusiveBounds),

    /** {@code const} is an {@code enum} of one value. */
    CONSTANTS(ValueRules::constantToEnum),

    /** {@code "type": ["string", "null"]}, the form of OpenAPI 3.1, is {@code nullable}; several types are an {@code anyOf}. */
    TYPE_LISTS(TypeRules::splitTypeLists),

    /** A branch that allows null alone is {@code nullable}; a branch that is left alone is no choice. */
    NULL_BRANCHES(TypeRules::removeNullBranches),

    /** A type that the standard does not know, such as a Python class, says nothing; properties and items imply one. */
    TYPES(TypeRules::keepStandardTypes),

    /** OpenAPI 3.0 ignores what stands beside {@code $ref}, so it becomes a member of {@code allOf}. */
    REFERENCES(TypeRules::moveReferences),

    /** Formats other than {@code uri} and {@code password} change no Java type, but how the parser reads values. */
    FORMATS(TypeRules::keepUsableFormats),

    /** A default, or values of an enum, that are not of the type beside them: {@code x-default}, {@code x-enum}. */
    VALUES(ValueRules::moveContradictingValues);

    @SuppressWarnings("ImmutableEnumChecker") // a reference to a static method has no state
    private final Consumer<Map<String, @Nullable Object>> rewriting;

    DialectRule(Consumer<Map<String, @Nullable Object>> rewriting) {
        this.rewriting = rewriting;
    }

    /** Rewrites the keywords of a schema in place. */
    void apply(Map<String, @Nullable Object> schema) {
        rewriting.accept(schema);
    }
}
