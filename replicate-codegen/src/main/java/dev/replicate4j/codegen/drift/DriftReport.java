package dev.replicate4j.codegen.drift;

import dev.replicate4j.codegen.pin.Pin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the models of a project differ from their pins.
 *
 * @param models every model that was compared
 * @param missing models, as {@code owner/name}, that could not be compared because there is no candidate
 * @param directory files are shown relative to it
 */
record DriftReport(List<ModelDrift> models, List<String> missing, Path directory) {

    DriftReport {
        models = List.copyOf(models);
        missing = List.copyOf(missing);
    }

    /** {@return the report for a terminal: models that changed, then the summary} */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        changed().forEach(model -> {
            lines.add(model.pin().ref() + ": " + versions(model));
            model.impacts().forEach(impact -> describe(impact, lines));
        });
        missing.forEach(model -> lines.add(model + ": not compared, since there is no candidate"));
        lines.add(summary());
        lines.replaceAll(DriftReport::harmlessText);
        return lines;
    }

    /** {@return the report as a document, for instance the text of a pull request} */
    List<String> markdown() {
        List<String> lines = new ArrayList<>(List.of("# Drift of models", "", escaped(summary())));
        changed().forEach(model -> {
            lines.addAll(List.of("", "## " + escaped(model.pin().ref()), "", escaped(versions(model))));
            if (!model.impacts().isEmpty()) {
                lines.add("");
            }
            model.impacts().forEach(impact -> describeInMarkdown(impact, lines));
        });
        if (!missing.isEmpty()) {
            lines.addAll(List.of("", "## Not compared", "", "There is no candidate for these models:", ""));
            missing.forEach(model -> lines.add("- " + escaped(model)));
        }
        lines.replaceAll(DriftReport::harmlessText);
        return lines;
    }

    private Stream<ModelDrift> changed() {
        return models.stream().filter(model -> !model.unchanged());
    }

    /** Names and values come from schemas: none may move a terminal's cursor or begin a line of its own. */
    private static String harmlessText(String line) {
        return line.replaceAll("\\p{Cntrl}", "?");
    }

    /** Nor may any be read as markup. */
    private static String escaped(String text) {
        return text.replaceAll("[\\\\`*_\\[\\]<>|#&~!]", "\\\\$0");
    }

    private static String versions(ModelDrift model) {
        String from = shorten(model.pin());
        String to = shorten(model.candidate());
        return (from.equals(to) ? "version " + from : "version " + from + " -> " + to)
                + (model.impacts().isEmpty() ? ", same schema" : "");
    }

    private static String shorten(Pin pin) {
        return pin.version().substring(0, Math.min(12, pin.version().length()));
    }

    private void describe(ChangeImpact impact, List<String> lines) {
        if (impact.harmless()) {
            lines.add("- harmless here: " + impact.change() + note(impact));
            return;
        }
        lines.add("- " + impact.change().severity() + ": " + impact.change() + note(impact));
        impact.lines().forEach(line -> lines.add("  - " + position(line) + ": " + line.message()));
    }

    private void describeInMarkdown(ChangeImpact impact, List<String> lines) {
        String word =
                impact.harmless() ? "harmless here" : impact.change().severity().toString();
        lines.add("- **" + word + "**: " + escaped(impact.change() + note(impact)));
        impact.lines().forEach(line -> lines.add("  - " + escaped(position(line) + ": " + line.message())));
    }

    private static String note(ChangeImpact impact) {
        if (impact.harmless()) {
            return "; no line of this project uses it";
        }
        return impact.severity() == ChangeSeverity.BREAKING && !impact.change().seenByCompiler()
                ? "; no compiler sees it, only a run"
                : "";
    }

    private String position(BrokenLine line) {
        Path file = line.file();
        String shown = (file.startsWith(directory) ? directory.relativize(file) : file).toString();
        return shown.replace('\\', '/') + (line.line() > 0 ? ":" + line.line() : "");
    }

    private String summary() {
        long changed =
                models.stream().filter(model -> !model.impacts().isEmpty()).count();
        int all = models.size() + missing.size();
        String counts = Arrays.stream(ChangeSeverity.values())
                .map(severity -> count(severity) + " " + severity)
                .collect(Collectors.joining(", "));
        long harmless = impacts().filter(ChangeImpact::harmless).count();
        return changed + " of " + all + (all == 1 ? " model" : " models")
                + (changed == 1 || all == 1 ? " has" : " have")
                + " changed"
                + (changed == 0 ? "" : ": " + counts)
                + (harmless == 0 ? "" : ", " + harmless + " harmless here")
                + (missing.isEmpty() ? "" : "; " + missing.size() + " could not be compared");
    }

    private long count(ChangeSeverity severity) {
        return impacts()
                .filter(impact -> !impact.harmless() && impact.severity() == severity)
                .count();
    }

    /** {@return how many lines of the project no longer compile with the candidates} */
    long brokenLines() {
        return impacts()
                .flatMap(impact -> impact.lines().stream())
                .map(BrokenLine::position)
                .distinct()
                .count();
    }

    /** {@return how many changes may make a run refuse what the project sends} */
    long refusals() {
        return impacts()
                .filter(impact -> impact.severity() == ChangeSeverity.BREAKING
                        && !impact.change().seenByCompiler())
                .count();
    }

    /** Tells whether a change is at least as grave as a limit. */
    boolean reaches(ChangeSeverity limit) {
        return impacts().anyMatch(impact -> impact.severity().compareTo(limit) <= 0);
    }

    private Stream<ChangeImpact> impacts() {
        return models.stream().flatMap(model -> model.impacts().stream());
    }
}
