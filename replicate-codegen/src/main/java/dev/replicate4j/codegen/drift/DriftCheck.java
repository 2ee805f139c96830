package dev.replicate4j.codegen.drift;

import dev.replicate4j.codegen.fetch.FetchSettings;
import dev.replicate4j.codegen.fetch.ModelFetcher;
import dev.replicate4j.codegen.fetch.PinResolver;
import dev.replicate4j.codegen.pin.DeclaredModel;
import dev.replicate4j.codegen.pin.ModelDeclaration;
import dev.replicate4j.codegen.pin.Pin;
import dev.replicate4j.codegen.pin.PinDirectory;
import dev.replicate4j.codegen.pin.PinnedModel;
import dev.replicate4j.codegen.pin.Problems;
import dev.replicate4j.model.ModelRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Compares pins with candidates for their place, reports what it found, and takes the candidates over where that is asked for.
 *
 * <pre>{@code
 * Problems problems = new DriftCheck(System.out::println, () -> settings).run(request);
 * }</pre>
 */
public final class DriftCheck {

    private final Consumer<String> progress;
    private final Supplier<FetchSettings> settings;
    private final Problems problems = new Problems();

    /**
     * Makes a check, to be run once.
     *
     * @param progress takes lines that tell what is going on, and the report
     * @param settings how Replicate is reached; asked for only when live schemas are compared
     */
    public DriftCheck(Consumer<String> progress, Supplier<FetchSettings> settings) {
        this.progress = progress;
        this.settings = settings;
    }

    /**
     * Compares, reports, and perhaps takes over.
     *
     * @param request what to compare
     * @return what is wrong; empty where all went well and no change is too grave
     */
    public Problems run(DriftRequest request) {
        Optional<String> packageName = ModelDeclaration.checkPackage(request.packageName(), problems);
        List<DeclaredModel> declared = ModelDeclaration.check(request.models(), problems);
        List<PinnedModel> pinned = request.write() ? pinned(declared, request) : alreadyPinned(declared, request);
        if (packageName.isEmpty() || !problems.isEmpty()) {
            return problems;
        }
        Map<String, Pin> candidates = candidates(declared, request);
        if (candidates.isEmpty() && !problems.isEmpty()) {
            return problems;
        }
        try {
            DriftReport report = report(request, packageName.get(), pinned, candidates);
            report.lines().forEach(progress);
            Files.createDirectories(request.report().getParent());
            Files.write(request.report(), report.markdown());
            conclude(report, request);
        } catch (IOException failure) {
            problems.add("[Drift] The models can't be compared: " + failure, failure);
        }
        return problems;
    }

    /** Where pins may be written, those that are missing are no obstacle. */
    private List<PinnedModel> pinned(List<DeclaredModel> declared, DriftRequest request) {
        return PinResolver.resolve(declared, request.pins(), progress, settings, problems);
    }

    private List<PinnedModel> alreadyPinned(List<DeclaredModel> declared, DriftRequest request) {
        PinDirectory folder = new PinDirectory(request.pins());
        List<PinnedModel> pinned = new ArrayList<>();
        for (DeclaredModel model : declared) {
            if (!Files.exists(folder.file(model.ref()))) {
                problems.add("[PinMissing] " + model.ref().model() + " has no pin to compare with: "
                        + folder.file(model.ref()) + " is expected. Run \""
                        + settings.get().command("pin") + "\" first.");
                continue;
            }
            folder.read(model.ref(), problems).ifPresent(pin -> pinned.add(new PinnedModel(model, pin)));
        }
        return pinned;
    }

    private Map<String, Pin> candidates(List<DeclaredModel> declared, DriftRequest request) {
        Map<String, Pin> candidates = new HashMap<>();
        if (request.against() == null) {
            new ModelFetcher(progress, settings, problems)
                    .fetch(
                            declared,
                            request.write() ? "update" : "check",
                            model -> "[Schema] The present schema of "
                                    + model.ref().model() + " is needed")
                    .forEach(fetched -> candidates.put(fetched.pin().ref(), fetched.pin()));
            return candidates;
        }
        PinDirectory folder = new PinDirectory(request.against());
        for (DeclaredModel model : declared) {
            if (Files.exists(folder.file(model.ref()))) {
                folder.read(model.ref(), problems).ifPresent(pin -> candidates.put(pin.ref(), pin));
            }
        }
        return candidates;
    }

    private DriftReport report(
            DriftRequest request, String packageName, List<PinnedModel> pinned, Map<String, Pin> candidates)
            throws IOException {
        List<String> missing = pinned.stream()
                .map(model -> model.pin().ref())
                .filter(ref -> !candidates.containsKey(ref))
                .toList();
        try {
            List<ModelDrift> drifts = new ModelComparison(request, packageName, progress).compare(pinned, candidates);
            return new DriftReport(drifts, missing, request.directory());
        } finally {
            remove(request.scratch());
        }
    }

    private void conclude(DriftReport report, DriftRequest request) throws IOException {
        if (request.limit().filter(report::reaches).isPresent()) {
            problems.add("[Drift] The models have " + kind(request.limit().orElseThrow())
                    + ": they are listed above and in " + request.report()
                    + (request.write() ? ". No pin was changed" : "")
                    + ". Adapt the lines that are named there, or choose another limit with -Dreplicate.failOn.");
        } else if (request.write()) {
            takeOver(report, request);
        }
    }

    private void takeOver(DriftReport report, DriftRequest request) throws IOException {
        PinDirectory folder = new PinDirectory(request.pins());
        for (ModelDrift model : report.models()) {
            if (folder.write(model.candidate())) {
                progress.accept("Updated "
                        + folder.file(ModelRef.parse(model.candidate().ref())));
            }
        }
        long lines = report.brokenLines();
        if (lines > 0) {
            progress.accept("The updated pins break this project: "
                    + (lines == 1 ? "1 line no longer compiles" : lines + " lines no longer compile")
                    + ", as listed above.");
        }
        long refusals = report.refusals();
        if (refusals > 0) {
            progress.accept(
                    "The updated pins narrow what models take in " + (refusals == 1 ? "1 place" : refusals + " places")
                            + ", as listed above: compare with what this project sends.");
        }
    }

    private static String kind(ChangeSeverity limit) {
        return limit == ChangeSeverity.BREAKING ? "breaking changes" : "changes that are " + limit + " or graver";
    }

    private static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
