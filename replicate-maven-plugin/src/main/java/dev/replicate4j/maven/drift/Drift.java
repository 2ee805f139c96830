package dev.replicate4j.maven.drift;

import dev.replicate4j.ModelRef;
import dev.replicate4j.codegen.Pin;
import dev.replicate4j.maven.generate.SourceGenerator;
import dev.replicate4j.maven.pins.Access;
import dev.replicate4j.maven.pins.Declaration;
import dev.replicate4j.maven.pins.Fetcher;
import dev.replicate4j.maven.pins.ModelDeclaration;
import dev.replicate4j.maven.pins.PinFolder;
import dev.replicate4j.maven.pins.PinnedModel;
import dev.replicate4j.maven.pins.Pinning;
import dev.replicate4j.maven.pins.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.maven.plugin.logging.Log;

/** Compares pins with candidates for their place, tells what it found, and takes the candidates over where that is asked for. */
public final class Drift {

    private final Log log;
    private final Supplier<Access> access;
    private final Problems problems = new Problems();

    /**
     * Makes a service for one goal.
     *
     * @param log where the report is told
     * @param access how Replicate is reached; asked only when live schemas are compared
     */
    public Drift(Log log, Supplier<Access> access) {
        this.log = log;
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
        List<ModelDeclaration> declared = Declaration.check(request.models(), problems);
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
    private List<PinnedModel> pinned(List<ModelDeclaration> declared, DriftRequest request) {
        return Pinning.pinAll(declared, request.pins(), log, access, problems);
    }

    private List<PinnedModel> alreadyPinned(List<ModelDeclaration> declared, DriftRequest request) {
        PinFolder folder = new PinFolder(request.pins());
        List<PinnedModel> pinned = new ArrayList<>();
        for (ModelDeclaration model : declared) {
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

    private List<PinnedModel> candidates(List<ModelDeclaration> declared, DriftRequest request) {
        if (request.against() == null) {
            return new Fetcher(access, log, problems)
                    .fetch(
                            declared,
                            request.write() ? "update" : "check",
                            model -> "[Schema] The present schema of "
                                    + model.ref().model() + " is needed");
        }
        PinFolder folder = new PinFolder(request.against());
        List<PinnedModel> candidates = new ArrayList<>();
        for (ModelDeclaration model : declared) {
            if (Files.exists(folder.file(model.ref()))) {
                folder.read(model.ref(), problems).ifPresent(pin -> candidates.add(new PinnedModel(model, pin)));
            }
        }
        return candidates;
    }

    private List<ModelDrift> compare(
            List<PinnedModel> pinned, List<PinnedModel> candidates, SourceGenerator generator, DriftRequest request)
            throws IOException {
        Map<ModelDeclaration, Pin> next = new HashMap<>();
        candidates.forEach(candidate -> next.put(candidate.declaration(), candidate.pin()));
        Comparison comparison = new Comparison(
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
        lines.forEach(log::info);
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
            PinFolder folder = new PinFolder(request.pins());
            for (ModelDrift model : report.models()) {
                if (folder.write(model.candidate())) {
                    log.info("Updated "
                            + folder.file(ModelRef.parse(model.candidate().ref())));
                }
            }
        }
    }

    private static String kind(Severity limit) {
        return limit == Severity.BREAKING ? "breaking changes" : "changes that are " + limit + " or graver";
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
