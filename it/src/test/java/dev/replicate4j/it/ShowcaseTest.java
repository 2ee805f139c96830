package dev.replicate4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The picture of the README shows the quickstart as it is. */
class ShowcaseTest {

    private static final Pattern CODE = Pattern.compile("<text class=\"code\"[^>]*>(.*)</text>");

    @Test
    void pictureShowsTheCodeOfTheQuickstart() throws IOException {
        String picture = Files.readString(Snippets.ROOT.resolve("docs/showcase/quickstart.svg"));
        List<String> shown = CODE.matcher(picture)
                .results()
                .map(line -> line.group(1).replaceAll("</?tspan[^>]*>", ""))
                .map(line -> line.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
                .toList();

        Path source = Snippets.ROOT.resolve("it/quickstart/src/main/java/com/acme/quickstart/Quickstart.java");
        assertThat(Files.readAllLines(source))
                .as("the quickstart; run java docs/showcase/Render.java to draw it anew")
                .extracting(String::strip)
                .containsAll(shown.stream().map(String::strip).toList());
        assertThat(shown).hasSizeGreaterThan(10);
    }
}
