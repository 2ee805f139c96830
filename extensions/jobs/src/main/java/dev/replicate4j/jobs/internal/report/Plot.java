package dev.replicate4j.jobs.internal.report;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Draws bars as SVG. */
final class Plot {

    private static final int BARS = 40;
    private static final int WIDTH = 480;
    private static final int HEIGHT = 120;

    private Plot() {}

    /** {@return how many runs took how long} */
    static String runTimes(List<ReportRow> rows) {
        double[] seconds = rows.stream()
                .mapToDouble(row -> row.seconds)
                .filter(time -> time >= 0)
                .sorted()
                .toArray();
        if (seconds.length == 0) {
            return "";
        }
        // The slowest hundredth would squeeze all others into one bar.
        double most = Math.max(0.001, seconds[(int) Math.ceil(seconds.length * 0.99) - 1]);
        int[] counts = new int[BARS];
        for (double time : seconds) {
            counts[Math.min(BARS - 1, (int) (time / most * BARS))]++;
        }
        String median = String.format(Locale.ROOT, "median %s", time(seconds[seconds.length / 2]));
        return figure("Run time", median, counts, "0 s", time(most) + (seconds[seconds.length - 1] > most ? "+" : ""));
    }

    /** {@return how many runs ended when} */
    static String throughput(List<ReportRow> rows) {
        long[] ends = rows.stream()
                .filter(row -> row.ended != null)
                .mapToLong(row -> row.ended.toEpochMilli())
                .sorted()
                .toArray();
        if (ends.length == 0) {
            return "";
        }
        long first = ends[0];
        long span = Math.max(1, ends[ends.length - 1] - first);
        int[] counts = new int[BARS];
        for (long end : ends) {
            counts[(int) Math.min(BARS - 1, (end - first) * BARS / span)]++;
        }
        double perMinute = ends.length * 60_000.0 / span;
        String rate = String.format(Locale.ROOT, "%.0f a minute on average", perMinute);
        return figure("Ended over time", rate, counts, clock(first), clock(ends[ends.length - 1]));
    }

    private static String clock(long millis) {
        return Instant.ofEpochMilli(millis / 1000 * 1000)
                .toString()
                .replace('T', ' ')
                .replace("Z", " UTC");
    }

    private static String time(double seconds) {
        return seconds < 120
                ? String.format(Locale.ROOT, "%.2f s", seconds)
                : String.format(Locale.ROOT, "%.1f min", seconds / 60);
    }

    private static String figure(String title, String note, int[] counts, String from, String to) {
        int most = Arrays.stream(counts).max().orElse(1);
        StringBuilder svg = new StringBuilder();
        svg.append("<figure><figcaption><b>")
                .append(title)
                .append("</b> ")
                .append(note)
                .append("</figcaption>");
        svg.append("<svg viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(HEIGHT + 18)
                .append("\" role=\"img\">");
        double step = (double) WIDTH / BARS;
        for (int i = 0; i < BARS; i++) {
            double height = (double) counts[i] / most * HEIGHT;
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"><title>%d</title></rect>",
                    i * step,
                    HEIGHT - height,
                    step - 1.5,
                    height,
                    counts[i]));
        }
        svg.append("<line x1=\"0\" y1=\"120\" x2=\"480\" y2=\"120\"/>");
        svg.append("<text x=\"0\" y=\"135\">").append(from).append("</text>");
        svg.append("<text x=\"480\" y=\"135\" text-anchor=\"end\">").append(to).append("</text>");
        return svg.append("</svg></figure>").toString();
    }
}
