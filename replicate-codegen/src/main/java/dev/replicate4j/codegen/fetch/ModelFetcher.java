package dev.replicate4j.codegen.fetch;

import dev.replicate4j.codegen.pin.DeclaredModel;
import dev.replicate4j.codegen.pin.Pin;
import dev.replicate4j.codegen.pin.PinException;
import dev.replicate4j.codegen.pin.PinnedModel;
import dev.replicate4j.codegen.pin.Problems;
import dev.replicate4j.error.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Fetches models from where they live, one after the other, and tells how it goes. */
public final class ModelFetcher {

    private final Supplier<FetchSettings> access;
    private final Function<FetchSettings, ModelSource> sources;
    private final Consumer<String> progress;
    private final Problems problems;

    /**
     * Makes a fetcher for one goal.
     *
     * @param access how Replicate is reached; asked only when something is to be fetched
     * @param progress takes lines that tell what is going on
     * @param problems takes what is wrong
     */
    public ModelFetcher(Supplier<FetchSettings> access, Consumer<String> progress, Problems problems) {
        this(access, HttpModelSource::new, progress, problems);
    }

    ModelFetcher(
            Supplier<FetchSettings> access,
            Function<FetchSettings, ModelSource> sources,
            Consumer<String> progress,
            Problems problems) {
        this.access = access;
        this.sources = sources;
        this.progress = progress;
        this.problems = problems;
    }

    /**
     * Fetches models, in order. What can't be had becomes a problem.
     *
     * @param models which models
     * @param goal which goal does what this one can't, named where something is in the way
     * @param need says of a model why it is to be fetched, as a problem's beginning
     * @return a new pin for each that could be had; nothing is written
     */
    public List<PinnedModel> fetch(List<DeclaredModel> models, String goal, Function<DeclaredModel, String> need) {
        if (models.isEmpty()) {
            return List.of();
        }
        FetchSettings how = access.get();
        List<DeclaredModel> reachable = models.stream()
                .filter(model -> reachable(model, how, goal, need))
                .toList();
        if (reachable.isEmpty()) {
            return List.of();
        }
        progress.accept("Fetching " + reachable.size() + (reachable.size() == 1 ? " schema" : " schemas"));
        List<PinnedModel> fetched = new ArrayList<>();
        try (ModelSource source = sources.apply(how)) {
            fetch(reachable, source, fetched);
        } catch (InvalidInputException setting) {
            problems.add("[Setting] Replicate can't be asked. " + setting.getMessage());
        }
        return fetched;
    }

    private void fetch(List<DeclaredModel> models, ModelSource source, List<PinnedModel> fetched) {
        for (DeclaredModel model : models) {
            String place = "[" + (models.indexOf(model) + 1) + "/" + models.size() + "] ";
            long start = System.nanoTime();
            try {
                Pin pin = Pin.fromModel(source.fetch(model));
                if (usable(model, pin)) {
                    fetched.add(new PinnedModel(model, pin));
                    progress.accept(place + model.ref().model() + ": version " + shorten(pin.version()) + ", "
                            + seconds(start));
                }
            } catch (PinException unusable) {
                problems.add(String.valueOf(unusable.getMessage()));
            } catch (InvalidInputException hostile) {
                problems.add(
                        "[NotAModel] The reply for " + model.ref().model() + " can't be used. " + hostile.getMessage());
            } catch (FetchException failure) {
                problems.add(String.valueOf(failure.getMessage()), failure.getCause());
                if (failure.everyModel()) {
                    return;
                }
            }
        }
    }

    private boolean usable(DeclaredModel model, Pin pin) {
        String declared = model.ref().model();
        if (!pin.ref().equals(declared)) {
            problems.add("[ModelRenamed] " + declared + " is now called " + pin.ref() + ". Write <model>" + pin.ref()
                    + "</model> in the POM, with <className> if the class is to keep its name.");
            return false;
        }
        if (!pin.schemas().containsKey("Input")) {
            problems.add("[NoSchema] Version " + pin.version() + " of " + declared
                    + " has no schema of its inputs, so no class can be generated for it. Ask its author to push a version with a"
                    + " current Cog, or call it by name: replicate.use(\"" + declared + "\").");
            return false;
        }
        return true;
    }

    private static String seconds(long start) {
        return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - start) / 1e9);
    }

    private static String shorten(String version) {
        return version.length() > 12 ? version.substring(0, 12) : version;
    }

    private boolean reachable(
            DeclaredModel model, FetchSettings how, String goal, Function<DeclaredModel, String> need) {
        Optional<String> obstacle = obstacle(model, how, how.command(goal));
        obstacle.ifPresent(reason -> problems.add(need.apply(model) + ", but can't be fetched because " + reason
                + (goal.equals("check") ? "." : ", and commit the file.")));
        return obstacle.isEmpty();
    }

    private static Optional<String> obstacle(DeclaredModel model, FetchSettings how, String command) {
        String scheme =
                model.schemaUrl() == null ? "replicate" : model.schemaUrl().getScheme();
        if (how.offline() && !scheme.equals("file")) {
            return Optional.of("Maven is offline. Run \"" + command + "\" once with network"
                    + (scheme.equals("replicate") ? " and " + FetchSettings.TOKEN_VARIABLE + " set" : ""));
        }
        if (how.token() == null && scheme.equals("replicate")) {
            return Optional.of("no API token is known. Set the environment variable " + FetchSettings.TOKEN_VARIABLE
                    + ", run \"" + command + "\" once");
        }
        return Optional.empty();
    }
}
