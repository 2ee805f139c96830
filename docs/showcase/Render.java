import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs the quickstart and draws what it prints, beside the code that ran: docs/showcase/quickstart.svg, which the README shows.
 * Nothing in the picture is made up: the code is the quickstart's, the output is what Maven printed, the picture is the saved file.
 *
 * <p>In the project's folder, after the README's first command: {@code java docs/showcase/Render.java}
 */
final class Render {

    private static final Path QUICKSTART = Path.of("it", "quickstart");
    private static final Path SOURCE = Path.of("src", "main", "java", "com", "acme", "quickstart", "Quickstart.java");
    private static final Path PICTURE = Path.of("docs", "showcase", "quickstart.svg");

    /** Of one letter, in units of the SVG: every font is stretched to it. */
    private static final double LETTER = 7.8;

    private static final int LINE = 20;
    private static final int COLUMNS = 108;
    private static final int MARGIN = 24;
    private static final int BAR = 40;
    private static final double WIDTH = 2 * MARGIN + COLUMNS * LETTER;

    private static final Pattern WORDS = Pattern.compile("(?<comment>//.*)|(?<string>\"[^\"]*\")|(?<number>\\b\\d+\\b)"
            + "|(?<keyword>\\b(?:try|new)\\b)|(?<type>\\b[A-Z]\\w*)|(?<call>\\b[a-z]\\w*(?=\\())");

    private final StringBuilder svg = new StringBuilder();
    private double y;
    private double time = 0.6;

    public static void main(String[] args) throws Exception {
        Render render = new Render();
        Path project = Files.createTempDirectory("showcase").resolve("quickstart");
        copy(QUICKSTART, project);
        String source = Files.readString(project.resolve(SOURCE));

        List<String> printed = maven(project, "compile", "exec:java");
        byte[] picture = Files.readAllBytes(project.resolve("target/cat.png"));
        Files.writeString(project.resolve(SOURCE), source.replace("in.seed(", "in.sead("));
        List<String> refused = maven(project, "compile").stream()
                .dropWhile(line -> !line.contains("cannot find symbol"))
                .limit(2)
                .toList();

        render.window("Quickstart.java");
        excerpt(source).forEach(render::code);
        render.bar("Terminal");
        render.command("mvn -q compile exec:java");
        for (String line : printed) {
            render.output(line, "plain");
            if (line.startsWith("Saved ")) {
                render.picture(picture);
            }
        }
        render.command("sed -i s/in.seed/in.sead/ src/main/java/com/acme/quickstart/Quickstart.java");
        render.command("mvn -q compile");
        refused.forEach(line -> render.output(line, "error"));
        Files.writeString(PICTURE, render.svg());
        System.out.println(PICTURE + ": " + Files.size(PICTURE) + " bytes");
    }

    /** The body of {@code callModels}, up to the third model. */
    private static List<String> excerpt(String source) {
        List<String> lines = source.lines()
                .dropWhile(line -> !line.contains("void callModels()"))
                .skip(1)
                .takeWhile(line -> !line.contains("System.out.println(\"It wears"))
                .filter(line -> !line.strip().equals("System.out.println();"))
                .map(line -> line.substring(Math.min(8, line.length())))
                .toList();
        return lines;
    }

    private static List<String> maven(Path project, String... goals) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("mvn", "-q", "-B", "-ntp"));
        command.addAll(List.of(goals));
        Process process = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text.replaceAll("\u001b\\[[0-9;]*m", "")
                .replace(project.toRealPath().toString(), "~/quickstart")
                .replace(project.toString(), "~/quickstart")
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    private void window(String title) {
        svg.append("""
                <style>
                text { font: 13px ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
                  white-space: pre; fill: #e6edf3 }
                .title { fill: #9198a1; text-anchor: middle }
                .comment { fill: #9198a1 } .string { fill: #a5d6ff } .number { fill: #79c0ff } .keyword { fill: #ff7b72 }
                .type { fill: #ffa657 } .call { fill: #d2a8ff } .prompt { fill: #3fb950 } .error { fill: #ff7b72 }
                @media (prefers-reduced-motion: no-preference) { .late { animation: appear .25s backwards } }
                @keyframes appear { from { opacity: 0 } }
                </style>
                """);
        rectangle(0, BAR, "#161b22");
        for (int i = 0; i < 3; i++) {
            svg.append("<circle cx=\"%d\" cy=\"20\" r=\"6\" fill=\"%s\"/>\n"
                    .formatted(22 + 20 * i, List.of("#ff5f57", "#febc2e", "#28c840").get(i)));
        }
        title(title, 25);
        y = BAR + 28;
    }

    private void bar(String title) {
        y -= 6;
        rectangle(y, 32, "#161b22");
        title(title, y + 21);
        y += 32 + 26;
    }

    private void rectangle(double top, int height, String color) {
        svg.append(String.format(
                Locale.ROOT, "<rect y=\"%.0f\" width=\"%.0f\" height=\"%d\" fill=\"%s\"/>\n", top, WIDTH, height, color));
    }

    private void title(String title, double baseline) {
        svg.append(String.format(
                Locale.ROOT, "<text class=\"title\" x=\"%.0f\" y=\"%.0f\">%s</text>\n", WIDTH / 2, baseline, title));
    }

    private void code(String line) {
        StringBuilder spans = new StringBuilder();
        Matcher words = WORDS.matcher(line);
        int end = 0;
        while (words.find()) {
            spans.append(escape(line.substring(end, words.start())));
            String kind = Stream.of("comment", "string", "number", "keyword", "type", "call")
                    .filter(name -> words.group(name) != null)
                    .findFirst()
                    .orElseThrow();
            spans.append("<tspan class=\"").append(kind).append("\">").append(escape(words.group())).append("</tspan>");
            end = words.end();
        }
        spans.append(escape(line.substring(end)));
        text(line.length(), spans.toString(), "code");
    }

    private void command(String command) {
        y += 4;
        late(0.9);
        text(command.length() + 2, "<tspan class=\"prompt\">$</tspan> " + escape(command), "command");
        endLate();
        time += 0.8;
    }

    /** Letters come as they are printed: a line a moment after the other. */
    private void output(String line, String kind) {
        late(0.5);
        for (String part : wrap(line)) {
            text(part.length(), "<tspan class=\"" + kind + "\">" + escape(part) + "</tspan>", "output");
        }
        endLate();
    }

    private void picture(byte[] png) {
        late(0.2);
        int size = 2 * LINE + 14;
        svg.append(String.format(
                Locale.ROOT,
                "<image x=\"%.0f\" y=\"%.0f\" width=\"%d\" height=\"%d\" href=\"data:image/png;base64,%s\"/>\n",
                (double) MARGIN,
                y - LINE + 10,
                size,
                size,
                Base64.getEncoder().encodeToString(png)));
        endLate();
        y += size + 12;
    }

    private void late(double pause) {
        time += pause;
        svg.append(String.format(Locale.ROOT, "<g class=\"late\" style=\"animation-delay:%.1fs\">%n", time).replace("\r", ""));
    }

    private void endLate() {
        svg.append("</g>\n");
    }

    private void text(int letters, String spans, String kind) {
        if (letters > 0) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<text class=\"%s\" x=\"%d\" y=\"%.0f\" textLength=\"%.1f\" xml:space=\"preserve\">%s</text>\n",
                    kind,
                    MARGIN,
                    y,
                    letters * LETTER,
                    spans));
        }
        y += letters == 0 ? LINE / 2.0 : LINE;
    }

    private static List<String> wrap(String line) {
        List<String> parts = new ArrayList<>();
        for (String rest = line; !rest.isEmpty(); ) {
            int end = rest.length() <= COLUMNS ? rest.length() : rest.lastIndexOf(' ', COLUMNS);
            end = end <= 0 ? COLUMNS : end;
            parts.add(rest.substring(0, end));
            rest = rest.substring(end).stripLeading();
        }
        return parts;
    }

    private String svg() {
        double height = y + 14;
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\" height=\"%.0f\" "
                                + "role=\"img\" aria-label=\"The quickstart's code, and what it prints in a terminal\">\n",
                        WIDTH,
                        height,
                        WIDTH,
                        height)
                + "<clipPath id=\"window\"><rect width=\"100%\" height=\"100%\" rx=\"10\"/></clipPath>\n"
                + "<g clip-path=\"url(#window)\">\n<rect width=\"100%\" height=\"100%\" fill=\"#0d1117\"/>\n"
                + svg
                + "</g>\n</svg>\n";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(path -> !path.startsWith(from.resolve("target"))).collect(Collectors.toList())) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }
}
