package dev.replicate4j.codegen.pin;

import dev.replicate4j.model.ModelRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The folder of pins: one file {@code owner/name.json} per model. */
public final class PinDirectory {

    /** The largest public model's pin has 0.3 MB: a file far beyond is no pin. */
    private static final long LARGEST = 16 << 20;

    private final Path folder;

    /**
     * Names a folder; it need not exist.
     *
     * @param folder where the pins lie
     */
    public PinDirectory(Path folder) {
        this.folder = folder;
    }

    /**
     * Returns where a model's pin is.
     *
     * @param model which model
     * @return the file, whether it exists or not
     */
    public Path file(ModelRef model) {
        return folder.resolve(PinFormat.path(model.model()));
    }

    /**
     * Reads a model's pin.
     *
     * @param model which model
     * @param problems takes what is wrong with the file
     * @return the pin; empty where there is none, or none that can be used
     */
    public Optional<Pin> read(ModelRef model, Problems problems) {
        Path file = file(model);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                problems.add("[PinFile] " + file + " must be the pin of " + model.model()
                        + ", but is no file of at most 16 MiB. Remove it and pin the model again.");
                return Optional.empty();
            }
            Pin pin = Pin.read(file);
            if (!pin.ref().equals(model.model())) {
                problems.add("[PinFile] " + file + " must be the pin of " + model.model() + ", but is that of "
                        + pin.ref() + ". Move it to " + file(ModelRef.parse(pin.ref())) + " or remove it.");
                return Optional.empty();
            }
            return Optional.of(pin);
        } catch (PinException unusable) {
            problems.add(String.valueOf(unusable.getMessage()));
        } catch (IOException failure) {
            problems.add(
                    "[PinFile] The pin of " + model.model() + " can't be read from " + file + ": " + failure, failure);
        }
        return Optional.empty();
    }

    /**
     * Writes a pin, as {@link Pin#write} does.
     *
     * @param pin what to write
     * @return whether the file was written
     * @throws IOException if the file can't be written
     */
    public boolean write(Pin pin) throws IOException {
        return pin.write(file(ModelRef.parse(pin.ref())));
    }
}
