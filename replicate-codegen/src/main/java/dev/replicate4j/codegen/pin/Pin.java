package dev.replicate4j.codegen.pin;

import dev.replicate4j.codegen.internal.files.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a project keeps of a model, in a file of its own that is committed: enough to generate the model's class with neither
 * network nor token, and the choices that keep the class stable when the model changes upstream.
 *
 * <pre>{@code
 * Pin pin = Pin.fromModel(json);                       // the reply to GET /models/{owner}/{name}
 * pin.write(folder.resolve(pin.path()));               // src/main/replicate/{owner}/{name}.json
 * Pin next = Pin.fromModel(newer).renewing(pin);       // new version, old names and argument order
 * }</pre>
 *
 * @param ref {@code owner/name}
 * @param version the pinned version's id
 * @param official whether Replicate runs the model by name rather than by version
 * @param cogVersion the version of Cog that made the schema; null where unknown
 * @param description what the model's author says of it; null where nothing
 * @param arguments wire names of the positional inputs, in order
 * @param names names that do not follow from the named value alone: by table ({@code input}, {@code type}, {@code enum:...}),
 *     from the wire's word to the Java name
 * @param schemas the model's component schemas by name, references kept: {@code Input}, {@code Output}, {@code TrainingInput},
 *     {@code TrainingOutput} and what they reach
 * @param defaultExample the model's own example; null where none
 */
public record Pin(
        String ref,
        String version,
        boolean official,
        @Nullable String cogVersion,
        @Nullable String description,
        List<String> arguments,
        Map<String, Map<String, String>> names,
        Map<String, Object> schemas,
        @Nullable Example defaultExample) {

    /**
     * An example run that the model's author chose.
     *
     * @param input inputs by wire name, as JSON values
     * @param output the output, as a JSON value; may be null
     */
    public record Example(
            Map<String, Object> input, @Nullable Object output) {

        /** Keeps unmodifiable copies of the values. */
        public Example {
            input = PlainValues.copy(input);
            output = PlainValues.value(output);
        }
    }

    /**
     * Keeps unmodifiable copies of the collections.
     *
     * @throws PinException if {@code ref} names no model
     */
    public Pin {
        PinFormat.checkRef(ref, "The pin");
        arguments = List.copyOf(arguments);
        names = PlainValues.copy(names);
        schemas = PlainValues.copy(schemas);
    }

    /**
     * Pins the latest version of a model.
     *
     * @param json the API's reply to {@code GET /models/{owner}/{name}}
     * @return the pin, with positional arguments and names chosen
     * @throws PinException if the text is not such a reply, or the model has no version
     */
    public static Pin fromModel(String json) {
        return PinFactory.pin(json);
    }

    /**
     * Pins the latest version of a model.
     *
     * @param model the same reply as plain JSON values: maps, lists, texts, numbers and booleans
     * @return the pin, with positional arguments and names chosen
     * @throws PinException if the values are not such a reply, or the model has no version
     */
    public static Pin fromModel(Map<String, ?> model) {
        return PinFactory.pin(PlainValues.object(model));
    }

    /**
     * Reads a pin from its text.
     *
     * @param json what {@link #toJson()} wrote
     * @return the pin
     * @throws PinException if the text is no pin of a format this version knows
     */
    public static Pin parse(String json) {
        return PinFormat.parse(json, "the text");
    }

    /**
     * Reads a pin from its file.
     *
     * @param file a file that {@link #write} wrote
     * @return the pin
     * @throws PinException if the file holds no pin of a format this version knows
     * @throws IOException if the file can't be read
     */
    public static Pin read(Path file) throws IOException {
        return PinFormat.parse(Files.readAllBytes(file), file.toString());
    }

    /**
     * Writes the pin into a file, in UTF-8, and makes its folder if need be: whole or not at all, since another process may read
     * it meanwhile. A file that holds these very bytes is left alone.
     *
     * @param file where; by custom {@code src/main/replicate/} and {@link #path()}
     * @return whether the file was written
     * @throws IOException if the file can't be written
     */
    public boolean write(Path file) throws IOException {
        return AtomicFile.write(file, toJson().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns the pin's text: JSON with sorted keys, two spaces a level and a newline at the end. Equal pins have equal texts.
     *
     * @return the text that {@link #parse} reads
     */
    public String toJson() {
        return PinFormat.write(this);
    }

    /**
     * Returns where the pin's file is, seen from the folder of pins. A name that Windows keeps for a device, such as {@code con}, gets
     * {@code ~}.
     *
     * @return {@code owner/name.json}
     */
    public String path() {
        return PinFormat.path(ref);
    }

    /**
     * Carries the choices of an older pin of the model over to this newer one, so that code written against the old class still
     * compiles: positional inputs that still exist stay positional and in order, inputs newly required follow, and every input,
     * type and enum value that still exists keeps its Java name.
     *
     * @param previous the pin that the project used so far
     * @return this pin with the names and argument order of the previous one
     * @throws PinException if the previous pin is of another model
     */
    public Pin renewing(Pin previous) {
        return PinFactory.renew(this, previous);
    }

    /**
     * Returns this pin with other positional inputs.
     *
     * @param inputs wire names, in order
     * @return a pin with these positional inputs
     */
    public Pin withArguments(List<String> inputs) {
        return new Pin(ref, version, official, cogVersion, description, inputs, names, schemas, defaultExample);
    }

    Pin withNames(Map<String, Map<String, String>> chosen) {
        return new Pin(ref, version, official, cogVersion, description, arguments, chosen, schemas, defaultExample);
    }
}
