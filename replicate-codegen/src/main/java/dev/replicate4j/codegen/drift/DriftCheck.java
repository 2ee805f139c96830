package dev.replicate4j.codegen.drift;

import dev.replicate4j.codegen.build.SourceGenerator;
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

/** Compares pins with candidates for their place, tells what it found, and takes the candidates over where that is asked for. */
public final class DriftCheck {

    private final Consumer<String> progress;
    private final Supplier<FetchSettings> access;
    private final Problems problems = new Problems();

    /**
     * Makes a service for one goal.
     *
     * @param progress takes lines that tell what is going on
     * @param access how Replicate is reached; asked only when live schemas are compared
     */
    public DriftCheck(Consumer<String> progress, Supplier<FetchSettings> access) {
        this.progress = progress;
        this.access = access;
    }

    /**
     * Compares, reports, and perhaps takes over.
     *
     * @param request what to compare
     * @return what is wrong; empty where all went well and no change is too grave
     */
    public Problems run(DriftRequest request) {
        Optional<SourceGenerator> generator = SourceGenerator.of(request.packageName(), problems);
        List<DeclaredModel> declared = ModelDeclaration.check(request.models(), problems);
        List<PinnedModel> pinned = request.write() ? pinned(declared, request) : alreadyPinned(declared, request);
        if (generator.isEmpty() || !problems.isEmpty()) {
            return problems;
        }
        List<PinnedModel> candidates = candidates(declared, request);
        try {
            DriftReport report =
                    new DriftReport(compare(pinned, candidates, generator.get(), request), request.basedir());
            tell(report, request);
            conclude(report, request);
        } catch (IOException failure) {
            problems.add("[Drift] The models can't be compared: " + failure, failure);
        }
        return problems;
    }

    /** Where pins may be written, those that are missing are no obstacle. */
    private List<PinnedModel> pinned(List<DeclaredModel> declared, DriftRequest request) {
        return PinResolver.pinAll(declared, request.pins(), progress, access, problems);
    }

    private List<PinnedModel> alreadyPinned(List<DeclaredModel> declared, DriftRequest request) {
        PinDirectory folder = new PinDirectory(request.pins());
        List<PinnedModel> pinned = new ArrayList<>();
        for (DeclaredModel model : declared) {
            if (!Files.exists(folder.file(model.ref()))) {
                problems.add("[PinMissing] " + model.ref().model() + " has no pin to compare with: "
                        + folder.file(model.ref()) + " is expected. Run \""
                        + access.get().command("pin") + "\" first.");
                continue;
            }
            folder.read(model.ref(), problems).ifPresent(pin -> pinned.add(new PinnedModel(model, pin)));
        }
        return pinned;
    }

    private List<PinnedModel> candidates(List<DeclaredModel> declared, DriftRequest request) {
        if (request.against() == null) {
            return new ModelFetcher(access, progress, problems)
                    .fetch(
                            declared,
                            request.write() ? "update" : "check",
                            model -> "[Schema] The present schema of "
                                    + model.ref().model() + " is needed");
        }
        PinDirectory folder = new PinDirectory(request.against());
        List<PinnedModel> candidates = new ArrayList<>();
        for (DeclaredModel model : declared) {
            if (Files.exists(folder.file(model.ref()))) {
                folder.read(model.ref(), problems).ifPresent(pin -> candidates.add(new PinnedModel(model, pin)));
            }
        }
        return candidates;
    }

    private List<ModelDrift> compare(
            List<PinnedModel> pinned, List<PinnedModel> candidates, SourceGenerator generator, DriftRequest request)
            throws IOException {
        Map<DeclaredModel, Pin> next = new HashMap<>();
        candidates.forEach(candidate -> next.put(candidate.declaration(), candidate.pin()));
        ModelComparison comparison = new ModelComparison(
                generator, request.sources(), pinned, request.basedir().resolve("pom.xml"), request.scratch());
        List<ModelDrift> drifts = new ArrayList<>();
        try {
            for (PinnedModel model : pinned) {
                Pin candidate = next.get(model.declaration());
                if (candidate != null) {
                    drifts.add(comparison.compare(model.pin(), candidate.renewing(model.pin())));
                }
            }
        } finally {
            remove(request.scratch());
        }
        return drifts;
    }

    private void tell(DriftReport report, DriftRequest request) throws IOException {
        List<String> lines = report.lines();
        lines.forEach(progress);
        Files.createDirectories(request.report().getParent());
        Files.write(request.report(), lines);
    }

    private void conclude(DriftReport report, DriftRequest request) throws IOException {
        if (request.limit().filter(report::reaches).isPresent()) {
            problems.add("[Drift] The models have " + kind(request.limit().orElseThrow())
                    + ": they are listed above and in " + request.report()
                    + (request.write() ? ". No pin was changed" : "")
                    + ". Adapt the lines that are named there, or choose another limit with -Dreplicate.failOn.");
        } else if (request.write()) {
            PinDirectory folder = new PinDirectory(request.pins());
            for (ModelDrift model : report.models()) {
                if (folder.write(model.candidate())) {
                    progress.accept("Updated "
                            + folder.file(ModelRef.parse(model.candidate().ref())));
                }
            }
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
