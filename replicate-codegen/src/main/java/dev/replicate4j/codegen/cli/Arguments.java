package dev.replicate4j.codegen.cli;

import dev.replicate4j.codegen.pin.ModelDeclaration;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command line, parsed. */
final class Arguments {

    static final String USAGE = """
            Usage: TASK [OPTION]... --model OWNER/NAME[:VERSION] [MODEL OPTION]...

            Tasks:
              generate   generates the classes of the models; pins what has no pin
              pin        pins what has no pin
              update     tells what has changed since the models were pinned, and pins them anew
              check      fails where the present schemas break the sources; writes no pin

            Options:
              --package NAME      the package of the classes
              --pins DIR          the folder of pins; src/main/replicate by default
              --output DIR        the folder of generated sources; build/generated/sources/replicate by default
              --work DIR          where state and report go; build/replicate by default
              --sources DIR       a folder of sources that call the models, for update and check; may be repeated
              --classpath PATH    what these sources compile against
              --release N         the Java release that they are compiled for
              --offline           stays off the network

            Options of the model before them:
              --class-name NAME   the name of its class
              --arguments A,B     the inputs that become arguments
              --schema-url URL    where its OpenAPI document is; by default Replicate is asked

            The token is that of the environment variable REPLICATE_API_TOKEN; it is needed only to fetch.""";

    private final String task;
    private final List<ModelDeclaration> models = new ArrayList<>();
    private final List<Path> sources = new ArrayList<>();
    private List<String> classpath = List.of();
    private @Nullable String packageName;
    private @Nullable String release;
    private Path pins = absolute("src/main/replicate");
    private Path output = absolute("build/generated/sources/replicate");
    private Path work = absolute("build/replicate");
    private boolean offline;

    private Arguments(String task) {
        this.task = task;
    }

    /**
     * Parses a command line.
     *
     * @throws IllegalArgumentException if an option is unknown, or its value is missing
     */
    static Arguments parse(List<String> words) {
        Iterator<String> each = words.iterator();
        Arguments arguments = new Arguments(each.next());
        while (each.hasNext()) {
            arguments.set(each.next(), each);
        }
        return arguments;
    }

    private void set(String option, Iterator<String> values) {
        if (option.equals("--offline")) {
            offline = true;
            return;
        }
        if (!option.startsWith("--") || !values.hasNext()) {
            throw new IllegalArgumentException(
                    option.startsWith("--")
                            ? "The option " + option + " needs a value, or is none."
                            : "\"" + option + "\" must be an option.");
        }
        String value = values.next();
        switch (option) {
            case "--package" -> packageName = value;
            case "--pins" -> pins = absolute(value);
            case "--output" -> output = absolute(value);
            case "--work" -> work = absolute(value);
            case "--sources" -> sources.add(absolute(value));
            case "--classpath" ->
                classpath = Arrays.stream(value.split(File.pathSeparator)).toList();
            case "--release" -> release = value;
            case "--model" -> models.add(new ModelDeclaration(value, null, null, null));
            default -> setOfModel(option, value);
        }
    }

    private void setOfModel(String option, String value) {
        if (models.isEmpty()) {
            throw new IllegalArgumentException("The option " + option + " must follow a --model, or is none.");
        }
        ModelDeclaration last = models.remove(models.size() - 1);
        models.add(
                switch (option) {
                    case "--class-name" -> new ModelDeclaration(last.ref(), value, last.arguments(), last.schemaUrl());
                    case "--arguments" -> new ModelDeclaration(last.ref(), last.className(), value, last.schemaUrl());
                    case "--schema-url" -> new ModelDeclaration(last.ref(), last.className(), last.arguments(), value);
                    default -> throw new IllegalArgumentException("There is no option " + option + ".");
                });
    }

    private static Path absolute(String path) {
        return Path.of(path).toAbsolutePath().normalize();
    }

    String task() {
        return task;
    }

    List<ModelDeclaration> models() {
        return List.copyOf(models);
    }

    List<Path> sources() {
        return List.copyOf(sources);
    }

    List<String> classpath() {
        return classpath;
    }

    @Nullable String packageName() {
        return packageName;
    }

    @Nullable String release() {
        return release;
    }

    Path pins() {
        return pins;
    }

    Path output() {
        return output;
    }

    Path work() {
        return work;
    }

    boolean offline() {
        return offline;
    }
}
