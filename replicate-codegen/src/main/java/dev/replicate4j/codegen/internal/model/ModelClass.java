package dev.replicate4j.codegen.internal.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One class to generate, decided to the last word. All {@code doc} texts are Javadoc, wrapped and escaped.
 *
 * @param packageName its package
 * @param name its simple name
 * @param doc its Javadoc
 * @param definition the constant {@code MODEL}
 * @param methods the static methods, in order
 * @param input the nested class of inputs
 * @param training the nested class of a training's inputs; null where the model can't be trained
 * @param example the model's own example; null where it has none
 * @param choices nested enums
 * @param records nested records
 */
public record ModelClass(
        String packageName,
        String name,
        String doc,
        Definition definition,
        List<StaticMethod> methods,
        InputClass input,
        @Nullable InputClass training,
        @Nullable Example example,
        List<ChoiceEnum> choices,
        List<OutputRecord> records) {

    /**
     * What the runtime must know of the model.
     *
     * @param doc Javadoc of the constant
     * @param ref {@code owner/name}
     * @param version the pinned version's id
     * @param official whether the model is run by name
     * @param secrets wire names of the inputs that must not be shown
     * @param whole type of the whole output
     * @param piece type of one streamed piece
     * @param decoder how the output is read
     */
    public record Definition(
            String doc,
            String ref,
            String version,
            boolean official,
            List<String> secrets,
            JavaType whole,
            JavaType piece,
            Decoder decoder) {}

    /**
     * A nested class of inputs.
     *
     * @param name its simple name
     * @param doc its Javadoc
     * @param setters its setters, in order
     * @param starter Javadoc of the static method that makes one; empty where the methods of the class do
     */
    public record InputClass(String name, String doc, List<Setter> setters, String starter) {}

    /**
     * A setter of one input.
     *
     * @param wire the input's name on the wire
     * @param name the method's name
     * @param parameter the parameter's name
     * @param type what it takes
     * @param limit what is checked; null for nothing
     * @param open whether users may call it, rather than the static methods alone
     * @param deprecated whether the author advises against the input
     * @param doc Javadoc; empty for a setter that users don't see
     */
    public record Setter(
            String wire,
            String name,
            String parameter,
            JavaType type,
            @Nullable Limit limit,
            boolean open,
            boolean deprecated,
            String doc) {}

    /**
     * A static method of the class.
     *
     * @param kind what it does
     * @param parameters positional inputs
     * @param operator the name of the last parameter, which sets further inputs; null where there is none
     * @param doc Javadoc
     */
    public record StaticMethod(
            Kind kind, List<Parameter> parameters, @Nullable String operator, String doc) {

        /** What a static method does. */
        public enum Kind {
            CALL,
            STREAM,
            WITH
        }
    }

    /**
     * A positional input.
     *
     * @param name the parameter's name
     * @param setter the setter it is passed to
     * @param wire the input's name on the wire
     * @param type its type
     * @param limit what the setter checks; null for nothing
     */
    public record Parameter(
            String name,
            String setter,
            String wire,
            JavaType type,
            @Nullable Limit limit) {}

    /**
     * A nested enum.
     *
     * @param name its simple name
     * @param doc its Javadoc
     * @param value type of the values on the wire
     * @param constants its constants, in order
     */
    public record ChoiceEnum(String name, String doc, JavaType value, List<Constant> constants) {}

    /**
     * A value of an enum.
     *
     * @param name the constant's name
     * @param wire the value on the wire
     * @param doc Javadoc
     */
    public record Constant(String name, Object wire, String doc) {}

    /**
     * A nested record, read from an object in an output.
     *
     * @param name its simple name
     * @param doc its Javadoc
     * @param fields its components, in order
     */
    public record OutputRecord(String name, String doc, List<Field> fields) {}

    /**
     * A component of a record.
     *
     * @param wire the field's name on the wire
     * @param name the component's name
     * @param type its type
     * @param decoder how it is read
     */
    public record Field(String wire, String name, JavaType type, Decoder decoder) {}
}
