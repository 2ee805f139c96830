package dev.replicate4j.codegen.drift;

import dev.replicate4j.codegen.pin.Pin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What there is to say of the models of a project; the lines read well on a terminal and as Markdown.
 *
 * @param models every model that was compared
 * @param basedir files are shown relative to it
 */
record DriftReport(List<ModelDrift> models, Path basedir) {

    DriftReport {
        models = List.copyOf(models);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (ModelDrift model : models) {
            lines.add(headline(model));
            model.findings().forEach(finding -> describe(finding, lines));
        }
        lines.add(summary());
        lines.replaceAll(DriftReport::harmlessText);
        return lines;
    }

    /** Names and values come from schemas: none may move a terminal's cursor or begin a line of its own. */
    private static String harmlessText(String line) {
        return line.replaceAll("\\p{Cntrl}", "?");
    }

    private static String headline(ModelDrift model) {
        String ref = model.pin().ref();
        if (model.unchanged()) {
            return ref + ": unchanged";
        }
        String from = shorten(model.pin());
        String to = shorten(model.candidate());
        return ref + ": " + (from.equals(to) ? "version " + from : "version " + from + " -> " + to)
                + (model.findings().isEmpty() ? ", same schema" : "");
    }

    private static String shorten(Pin pin) {
        return pin.version().substring(0, Math.min(12, pin.version().length()));
    }

    private void describe(ChangeImpact finding, List<String> lines) {
        if (finding.harmless()) {
            lines.add("- harmless here: " + finding.change() + "; no line of this project uses it");
            return;
        }
        lines.add("- " + finding.change().severity() + ": " + finding.change()
                + (finding.severity() == ChangeSeverity.BREAKING
                                && !finding.change().seenByCompiler()
                        ? "; no compiler sees it, only a run"
                        : ""));
        for (BrokenLine line : finding.lines()) {
            String place = relative(line.file()) + (line.line() > 0 ? ":" + line.line() : "");
            lines.add("  - " + place + ": " + line.message());
        }
    }

    private String relative(Path file) {
        return (file.startsWith(basedir) ? basedir.relativize(file) : file)
                .toString()
                .replace('\\', '/');
    }

    private String summary() {
        long moved =
                models.stream().filter(model -> !model.findings().isEmpty()).count();
        String counts = Arrays.stream(ChangeSeverity.values())
                .map(severity -> count(severity) + " " + severity)
                .collect(Collectors.joining(", "));
        long harmless = findings().filter(ChangeImpact::harmless).count();
        return moved + " of " + models.size() + (models.size() == 1 ? " model has" : " models have") + " changed"
                + (moved == 0 ? "" : ": " + counts)
                + (harmless == 0 ? "" : ", " + harmless + " harmless here");
    }

    private long count(ChangeSeverity severity) {
        return findings()
                .filter(finding -> !finding.harmless() && finding.severity() == severity)
                .count();
    }

    /** Tells whether a change is at least as grave as a limit. */
    boolean reaches(ChangeSeverity limit) {
        return findings().anyMatch(finding -> finding.severity().compareTo(limit) <= 0);
    }

    private Stream<ChangeImpact> findings() {
        return models.stream().flatMap(model -> model.findings().stream());
    }
}
