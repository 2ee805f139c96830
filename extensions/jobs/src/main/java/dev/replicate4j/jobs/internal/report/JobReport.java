package dev.replicate4j.jobs.internal.report;

import dev.replicate4j.jobs.internal.journal.JobStore;
import dev.replicate4j.jobs.internal.json.JournalJson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes the report of a job: a template with the rows as JSON, a page of them in each script element, which the page's own
 * script reads as it shows them. All text gets into the document as text.
 */
public final class JobReport {

    /** Rows that the page shows at a time. */
    private static final int PAGE = 100;

    /** From here on pictures are smaller: a browser has to load them all. */
    private static final int MANY = 1000;

    private final JobStore store;
    private final List<ReportRow> rows;

    private JobReport(JobStore store, List<ReportRow> rows) {
        this.store = store;
        this.rows = rows;
    }

    /**
     * Writes it, whole or not at all.
     *
     * @param files where files are kept
     */
    public static void write(Path page, JobStore store, Path files) throws IOException {
        List<ReportRow> rows = ReportRows.read(store.journalFile());
        Thumbnail thumbnail = rows.size() <= MANY ? new Thumbnail(280, 0.75f) : new Thumbnail(140, 0.6f);
        RowJson json = new RowJson(store.journalFile(), files, page, thumbnail);
        Path part = page.resolveSibling(page.getFileName() + ".part");
        try (BufferedWriter out = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
            new JobReport(store, rows).write(out, json);
        }
        Files.move(part, page, StandardCopyOption.REPLACE_EXISTING);
    }

    private void write(Writer out, RowJson json) throws IOException {
        String template = template("page.html");
        String script = template("page.js");
        String head = template.substring(0, template.indexOf("<!--ROWS-->"))
                .replace("<!--STYLE-->", "<style>" + template("page.css") + "</style>")
                .replace("SCRIPT-HASH", hash(script))
                .replace("<!--TITLE-->", escaped(title()))
                .replace("<!--TOTALS-->", totals())
                .replace("<!--PLOTS-->", Plot.runTimes(rows) + Plot.throughput(rows));
        out.write(head);
        out.write("<script type=\"application/json\" id=\"index\">" + embedded(index()) + "</script>\n");
        for (int from = 0; from < rows.size(); from += PAGE) {
            List<ReportRow> page = rows.subList(from, Math.min(rows.size(), from + PAGE));
            out.write("<script type=\"application/json\" id=\"rows" + from / PAGE + "\">");
            out.write(embedded(page(page, json)));
            out.write("</script>\n");
        }
        out.write("<script>" + script + "</script>");
        out.write(template.substring(template.indexOf("<!--ROWS-->") + "<!--ROWS-->".length()));
    }

    private static List<@Nullable Object> page(List<ReportRow> page, RowJson json) {
        return page.parallelStream()
                .<@Nullable Object>map(row -> {
                    try {
                        return json.of(row);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    /** State and key of each row, which the filter needs of those that are not shown too. */
    private List<@Nullable Object> index() {
        List<@Nullable Object> index = new ArrayList<>();
        rows.forEach(row -> index.add(List.of(row.state, row.key)));
        return index;
    }

    private String title() {
        return Objects.requireNonNullElse(
                        store.folder().toAbsolutePath().normalize().getFileName(), store.folder()) + " - "
                + String.join(", ", store.models());
    }

    private String totals() {
        Map<String, Integer> states = new LinkedHashMap<>();
        rows.forEach(row -> states.merge(row.state, 1, Integer::sum));
        double predictTime =
                rows.stream().mapToDouble(row -> row.predictSeconds).sum();
        StringBuilder html = new StringBuilder();
        total(html, String.valueOf(rows.size()), "calls");
        states.forEach((state, count) -> total(html, String.valueOf(count), state.toLowerCase(Locale.ROOT)));
        if (predictTime > 0) {
            total(html, String.format(Locale.ROOT, "%.1f s", predictTime), "predict time");
        }
        rows.stream()
                .map(row -> row.begun)
                .min(Instant::compareTo)
                .ifPresent(begin -> total(html, begin.toString().substring(0, 10), "begun"));
        return html.toString();
    }

    private static void total(StringBuilder html, String value, String name) {
        html.append("<li><b>")
                .append(escaped(value))
                .append("</b> ")
                .append(escaped(name))
                .append("</li>");
    }

    /** JSON that no HTML parser takes for the end of its element. */
    private static String embedded(Object json) {
        return JournalJson.write(json)
                .replace("&", "\\u0026")
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String template(String name) throws IOException {
        try (InputStream resource = JobReport.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(resource, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The page runs its own script and no other. */
    private static String hash(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
