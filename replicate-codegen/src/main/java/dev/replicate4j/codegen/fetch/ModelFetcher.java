package dev.replicate4j.codegen.fetch;

import dev.replicate4j.codegen.pin.DeclaredModel;
import dev.replicate4j.codegen.pin.Pin;
import dev.replicate4j.codegen.pin.PinException;
import dev.replicate4j.codegen.pin.PinnedModel;
import dev.replicate4j.codegen.pin.Problems;
import dev.replicate4j.error.ReplicateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Fetches models from where they live, and tells how it goes. */
public final class ModelFetcher {

    /** Replicate answers a few requests at a time as fast as one; more would only meet its rate limit. */
    private static final int PARALLEL = 4;

    private final Supplier<FetchSettings> settings;
    private final Function<FetchSettings, ModelSource> sources;
    private final Consumer<String> progress;
    private final Problems problems;

    /**
     * Makes a fetcher.
     *
     * @param progress takes lines that tell what is going on
     * @param settings how Replicate is reached; asked for only when something is to be fetched
     * @param problems takes what is wrong
     */
    public ModelFetcher(Consumer<String> progress, Supplier<FetchSettings> settings, Problems problems) {
        this(progress, settings, HttpModelSource::new, problems);
    }

    ModelFetcher(
            Consumer<String> progress,
            Supplier<FetchSettings> settings,
            Function<FetchSettings, ModelSource> sources,
            Problems problems) {
        this.progress = progress;
        this.settings = settings;
        this.sources = sources;
        this.problems = problems;
    }

    /**
     * Fetches models. What can't be had becomes a problem.
     *
     * @param models which models
     * @param task the task of the build tool that does what this one can't, named where something is in the way
     * @param need says of a model why it is to be fetched, as a problem's beginning
     * @return a new pin for each that could be had, in order; nothing is written
     */
    public List<PinnedModel> fetch(List<DeclaredModel> models, String task, Function<DeclaredModel, String> need) {
        if (models.isEmpty()) {
            return List.of();
        }
        FetchSettings how = settings.get();
        List<DeclaredModel> reachable = models.stream()
                .filter(model -> reachable(model, how, task, need))
                .toList();
        if (reachable.isEmpty()) {
            return List.of();
        }
        progress.accept("Fetching " + reachable.size() + (reachable.size() == 1 ? " schema" : " schemas"));
        try (ModelSource source = sources.apply(how)) {
            return fetch(reachable, source);
        } catch (ReplicateException | IllegalArgumentException setting) {
            problems.add("[Setting] Replicate can't be asked. " + setting.getMessage());
            return List.of();
        }
    }

    /** The first model alone, since what is wrong with token or network is wrong for all; then a few at a time. */
    private List<PinnedModel> fetch(List<DeclaredModel> models, ModelSource source) {
        List<PinnedModel> fetched = new ArrayList<>();
        if (!take(fetch(models.get(0), source), 1, models.size(), fetched) || models.size() == 1) {
            return fetched;
        }
        ExecutorService threads = Executors.newFixedThreadPool(PARALLEL);
        try {
            List<CompletableFuture<FetchResult>> replies = models.subList(1, models.size()).stream()
                    .map(model -> CompletableFuture.supplyAsync(() -> fetch(model, source), threads))
                    .toList();
            for (int i = 0; i < replies.size(); i++) {
                if (!take(replies.get(i).join(), i + 2, models.size(), fetched)) {
                    break;
                }
            }
        } finally {
            threads.shutdownNow();
        }
        return fetched;
    }

    /** A pin, or why there is none. */
    private record FetchResult(
            DeclaredModel model,
            @Nullable Pin pin,
            @Nullable Exception failure,
            long nanos) {}

    private static FetchResult fetch(DeclaredModel model, ModelSource source) {
        long start = System.nanoTime();
        try {
            return new FetchResult(model, Pin.fromModel(source.fetch(model)), null, System.nanoTime() - start);
        } catch (PinException | FetchException failure) {
            return new FetchResult(model, null, failure, System.nanoTime() - start);
        }
    }

    /** Returns whether it makes sense to go on. */
    private boolean take(FetchResult result, int number, int all, List<PinnedModel> fetched) {
        Pin pin = result.pin();
        if (result.failure() instanceof FetchException failure) {
            problems.add(String.valueOf(failure.getMessage()), failure.getCause());
            return !failure.everyModel();
        }
        if (result.failure() != null) {
            problems.add(String.valueOf(result.failure().getMessage()));
        } else if (pin != null && usable(result.model(), pin)) {
            fetched.add(new PinnedModel(result.model(), pin));
            progress.accept("[" + number + "/" + all + "] "
                    + result.model().ref().model() + ": version " + shorten(pin.version()) + ", "
                    + String.format(Locale.ROOT, "%.1f s", result.nanos() / 1e9));
        }
        return true;
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

    private static String shorten(String version) {
        return version.length() > 12 ? version.substring(0, 12) : version;
    }

    private boolean reachable(
            DeclaredModel model, FetchSettings how, String task, Function<DeclaredModel, String> need) {
        Optional<String> obstacle = obstacle(model, how, how.command(task));
        obstacle.ifPresent(reason -> problems.add(need.apply(model) + ", but can't be fetched because " + reason
                + (task.equals("check") ? "." : ", and commit the file.")));
        return obstacle.isEmpty();
    }

    private static Optional<String> obstacle(DeclaredModel model, FetchSettings how, String command) {
        String scheme =
                model.schemaUrl() == null ? "replicate" : model.schemaUrl().getScheme();
        if (how.offline() && !scheme.equals("file")) {
            return Optional.of("the build is offline. Run \"" + command + "\" once with network"
                    + (scheme.equals("replicate") ? " and " + FetchSettings.TOKEN_VARIABLE + " set" : ""));
        }
        if (how.token() == null && scheme.equals("replicate")) {
            return Optional.of("no API token is known. Set the environment variable " + FetchSettings.TOKEN_VARIABLE
                    + ", run \"" + command + "\" once");
        }
        return Optional.empty();
    }
}
