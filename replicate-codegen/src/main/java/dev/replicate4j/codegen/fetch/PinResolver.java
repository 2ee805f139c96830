package dev.replicate4j.codegen.fetch;

import dev.replicate4j.codegen.pin.DeclaredModel;
import dev.replicate4j.codegen.pin.Pin;
import dev.replicate4j.codegen.pin.PinDirectory;
import dev.replicate4j.codegen.pin.PinnedModel;
import dev.replicate4j.codegen.pin.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Finds the pin of every declared model, and has those fetched that are missing. */
public final class PinResolver {

    private final PinDirectory folder;
    private final ModelFetcher fetcher;
    private final Problems problems;

    PinResolver(PinDirectory folder, ModelFetcher fetcher, Problems problems) {
        this.folder = folder;
        this.fetcher = fetcher;
        this.problems = problems;
    }

    /**
     * Finds the pins of the declared models, and pins those that have none yet.
     *
     * @param models the declared models
     * @param pins the folder of pins
     * @param progress takes lines that tell what is going on
     * @param settings how Replicate is reached; asked for only when something is missing
     * @param problems takes what is wrong
     * @return the declared models that can be used, with their pins
     */
    public static List<PinnedModel> resolve(
            List<DeclaredModel> models,
            Path pins,
            Consumer<String> progress,
            Supplier<FetchSettings> settings,
            Problems problems) {
        return new PinResolver(new PinDirectory(pins), new ModelFetcher(progress, settings, problems), problems)
                .pins(models);
    }

    /**
     * Returns the pins of the models, in their order. Missing ones are fetched and written.
     *
     * @param models the declared models
     * @return a pin for every model that has one or could be given one
     */
    List<PinnedModel> pins(List<DeclaredModel> models) {
        Map<DeclaredModel, Pin> pins = new HashMap<>();
        Map<DeclaredModel, Pin> outdated = new HashMap<>();
        List<DeclaredModel> missing = new ArrayList<>();
        for (DeclaredModel model : models) {
            if (!Files.exists(folder.file(model.ref()))) {
                missing.add(model);
                continue;
            }
            folder.read(model.ref(), problems).ifPresent(pin -> {
                if (model.allows(pin)) {
                    pins.put(model, pin);
                } else {
                    outdated.put(model, pin);
                    missing.add(model);
                }
            });
        }
        for (PinnedModel fetched : fetcher.fetch(missing, "pin", this::need)) {
            Pin previous = outdated.get(fetched.declaration());
            Pin pin = previous == null ? fetched.pin() : fetched.pin().renewing(previous);
            if (write(pin)) {
                pins.put(fetched.declaration(), pin);
            }
        }
        return models.stream()
                .map(model -> pins.containsKey(model) ? new PinnedModel(model, pins.get(model)) : null)
                .filter(Objects::nonNull)
                .toList();
    }

    private String need(DeclaredModel model) {
        String file = folder.file(model.ref()).toString();
        return model.ref()
                .version()
                .filter(version -> Files.exists(folder.file(model.ref())))
                .map(version -> "[PinVersion] " + file + " is not of version " + version + " of "
                        + model.ref().model() + ", which the POM asks for; that version is expected")
                .orElse("[PinMissing] " + model.ref().model() + " has no pin: " + file + " is expected");
    }

    /** Writes a pin; what goes wrong becomes a problem. */
    private boolean write(Pin pin) {
        try {
            folder.write(pin);
            return true;
        } catch (IOException failure) {
            problems.add("[PinFile] The pin of " + pin.ref() + " can't be written: " + failure, failure);
            return false;
        }
    }
}
