package dev.replicate4j.codegen.internal.model;

import dev.replicate4j.codegen.internal.model.ModelClass.Field;
import dev.replicate4j.codegen.internal.model.ModelClass.StaticMethod.Kind;
import dev.replicate4j.codegen.internal.schema.SchemaType.Choice;
import dev.replicate4j.codegen.internal.schema.SchemaType.Property;
import dev.replicate4j.codegen.internal.schema.SchemaType.Structure;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the Javadoc of a generated class. All that comes from a schema passes {@link JavadocText}. */
final class Docs {

    private static final int WIDTH = 100;

    private Docs() {}

    static String model(ModelFacts facts, String usage) {
        String about = JavadocText.prose(facts.description(), "The model {@code " + facts.ref() + "}.");
        String version =
                facts.version().isEmpty() ? "" : "\n\n<p>Pinned version: {@code " + shortened(facts.version()) + "}.";
        return JavadocText.wrap(about, WIDTH)
                + version + "\n\n<pre>{@code\n" + usage + "\n}</pre>\n\n@see <a href=\"https://replicate.com/"
                + facts.ref()
                + "\">"
                + facts.ref() + "</a>";
    }

    static String definition() {
        return "The model, for {@code Replicate.use}: where its inputs go and how its output is read.";
    }

    static String example() {
        return "{@return the input of the model's own example}";
    }

    static String train() {
        return wrap("Prepares a training, to be completed and started with {@code create()}."
                + "\n@param destination the model that gets the trained version: {@code owner/name}, existing and your own"
                + "\n@return the inputs of a training");
    }

    static String input(boolean training) {
        return training
                ? "The inputs of a training. Immutable: each setter returns a new object. What is not set is left to the model."
                : "The inputs of the model. Immutable: each setter returns a new object. What is not set is left to the model.";
    }

    static String setter(Property input, SetterTypes.Variant variant, String parameter) {
        String about = JavadocText.prose(input.description(), "Sets {@code " + wire(input) + "}.");
        return wrap(about
                + "\n@param " + parameter + " {@code " + wire(input) + "}: " + Phrases.facts(input, variant)
                + "\n@return a new input with the value set"
                + (input.deprecated() ? "\n@deprecated The model's author advises against this input." : ""));
    }

    static String choice(Choice choice, List<Property> users) {
        String names = users.stream().map(user -> "{@code " + wire(user) + "}").collect(Collectors.joining(", "));
        Property first = users.get(0);
        return wrap("Values of " + names + "."
                + (first.fallback() == null ? "" : " The default is " + Phrases.value(first.fallback()) + "."));
    }

    static String constant(Object value) {
        return JavadocText.wrap(Phrases.value(value) + ".", 4 * WIDTH);
    }

    static String record(Structure structure, List<Field> fields) {
        StringBuilder doc = new StringBuilder("An object in the output. A field that the model left out is null.");
        for (int i = 0; i < fields.size(); i++) {
            Property field = structure.fields().get(i);
            String about = JavadocText.inline(
                    field.description(), Phrases.type(fields.get(i).type()));
            doc.append("\n@param ")
                    .append(fields.get(i).name())
                    .append(" {@code ")
                    .append(wire(field))
                    .append("}: ")
                    .append(about);
        }
        return wrap(doc.toString());
    }

    /** Documents a static method. */
    static String method(Kind kind, List<ParameterDoc> parameters, @Nullable String operator, JavaType whole) {
        StringBuilder doc = new StringBuilder(
                switch (kind) {
                    case CALL -> "Runs the model and waits for its output.";
                    case STREAM -> "Runs the model and yields its output as it is made.";
                    case WITH -> "Starts an input, to be completed, kept, and called.";
                });
        for (ParameterDoc parameter : parameters) {
            doc.append("\n@param ").append(parameter.name()).append(' ').append(parameter.text());
        }
        if (operator != null) {
            doc.append("\n@param ").append(operator).append(" sets further inputs");
        }
        doc.append("\n@return ")
                .append(
                        switch (kind) {
                            case CALL -> Phrases.output(whole);
                            case STREAM -> "the pieces of the output; closing it early cancels the run";
                            case WITH -> "an input with these values";
                        });
        return wrap(doc.toString());
    }

    /**
     * What is said of a positional input.
     *
     * @param name the parameter
     * @param text about it, safe
     */
    record ParameterDoc(String name, String text) {}

    static ParameterDoc parameter(String name, Property input, SetterTypes.Variant variant) {
        String facts = "{@code " + wire(input) + "}: " + Phrases.facts(input, variant);
        String about = JavadocText.inline(input.description(), "");
        List<String> limits = Phrases.limits(variant.schema());
        if (about.isEmpty() || limits.isEmpty()) {
            return new ParameterDoc(name, about.isEmpty() ? facts : about);
        }
        return new ParameterDoc(name, about + " (" + String.join(", ", limits) + ")");
    }

    /** Wire names are hostile too: they are shown only as far as they look like names. */
    private static String wire(Property property) {
        return shown(property.name(), " _.-");
    }

    private static String shortened(String version) {
        return shown(version, "_.-");
    }

    /** Replaces all but letters, digits and these. */
    private static String shown(String text, String others) {
        StringBuilder shown = new StringBuilder(text.length());
        for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            shown.append(plain || others.indexOf(c) >= 0 ? (char) c : '?');
        }
        return shown.toString();
    }

    private static String wrap(String doc) {
        return JavadocText.wrap(doc, WIDTH);
    }
}
