package dev.replicate4j.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A POM of this project, as it is written. */
record Pom(Path file, Element project) {

    static Pom read(Path file) {
        try {
            return new Pom(
                    file,
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(file.toFile())
                            .getDocumentElement());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SAXException | ParserConfigurationException e) {
            throw new AssertionError(file.toString(), e);
        }
    }

    /** {@return the root's POM, the BOM's, and those of all modules, also of modules in profiles} */
    static List<Pom> all() {
        Pom root = read(Snippets.ROOT.resolve("pom.xml"));
        return Stream.concat(
                        Stream.of(root),
                        root.texts("//module").stream()
                                .map(module ->
                                        read(Snippets.ROOT.resolve(module).resolve("pom.xml"))))
                .toList();
    }

    /** {@return the modules that a release uploads, without the root's POM and the BOM} */
    static List<Pom> published() {
        return all().stream().filter(Pom::isPublished).toList();
    }

    boolean isPublished() {
        return texts("/project/parent/artifactId").equals(List.of("replicate4j"))
                && !texts("/project/properties/maven.deploy.skip").contains("true");
    }

    String artifactId() {
        return texts("/project/artifactId").get(0);
    }

    List<String> texts(String path) {
        return nodes(path).stream().map(node -> node.getTextContent().strip()).toList();
    }

    List<Node> nodes(String path) {
        try {
            NodeList found = (NodeList) XPathFactory.newInstance()
                    .newXPath()
                    .evaluate(path, project.getOwnerDocument(), XPathConstants.NODESET);
            return new ArrayList<>(
                    IntStream.range(0, found.getLength()).mapToObj(found::item).toList());
        } catch (XPathExpressionException e) {
            throw new AssertionError(path, e);
        }
    }

    /** {@return the sources of the module} */
    Path sources() {
        return file.resolveSibling("src/main/java");
    }

    boolean hasSources() {
        return Files.isDirectory(sources());
    }
}
