package dev.replicate4j.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** What the plugin tells Maven and Eclipse of itself. */
class DescriptorTest {

    @Test
    void everyGoalRunsInParallelBuilds() throws Exception {
        List<Element> goals = elements(read("/META-INF/maven/plugin.xml").getDocumentElement(), "mojo");

        assertThat(goals)
                .extracting(goal -> text(goal, "goal"))
                .containsExactlyInAnyOrder("generate", "generate-tests", "pin", "update", "check", "diff", "help");
        assertThat(goals)
                .allSatisfy(goal -> assertThat(text(goal, "threadSafe")).isEqualTo("true"));
    }

    @Test
    void everyParameterIsDocumentedAndSaysSinceWhen() throws Exception {
        for (Element goal : elements(read("/META-INF/maven/plugin.xml").getDocumentElement(), "mojo")) {
            for (Element parameter : elements(goal, "parameter")) {
                if (!text(parameter, "editable").equals("false")
                        && !text(goal, "goal").equals("help")) {
                    assertThat(text(parameter, "description"))
                            .as("%s of %s", text(parameter, "name"), text(goal, "goal"))
                            .isNotBlank();
                    assertThat(text(parameter, "since")).isNotBlank();
                }
            }
        }
    }

    @Test
    void noTokenIsAParameterBecauseMavenPrintsParameters() throws Exception {
        assertThat(elements(read("/META-INF/maven/plugin.xml").getDocumentElement(), "parameter"))
                .extracting(parameter -> text(parameter, "name"))
                .noneMatch(name -> name.toLowerCase().contains("token"));
    }

    @Test
    void eclipseRunsTheGoalsThatAPhaseRuns() throws Exception {
        List<String> bound = elements(read("/META-INF/maven/plugin.xml").getDocumentElement(), "mojo").stream()
                .filter(goal -> !text(goal, "phase").isEmpty())
                .map(goal -> text(goal, "goal"))
                .toList();

        assertThat(elements(read("/META-INF/m2e/lifecycle-mapping-metadata.xml").getDocumentElement(), "goal"))
                .extracting(Node::getTextContent)
                .containsExactlyInAnyOrderElementsOf(bound);
    }

    private static Document read(String resource) throws Exception {
        try (InputStream stream = DescriptorTest.class.getResourceAsStream(resource)) {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream);
        }
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    /** Returns the text of a child; empty where there is none. */
    private static String text(Element parent, String child) {
        return elements(parent, child).stream()
                .filter(element -> element.getParentNode().equals(parent))
                .map(Node::getTextContent)
                .findFirst()
                .orElse("");
    }
}
