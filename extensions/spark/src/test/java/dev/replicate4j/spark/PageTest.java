package dev.replicate4j.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.testsupport.JavaSources;
import dev.replicate4j.testsupport.MarkdownPage;
import dev.replicate4j.testsupport.TestData;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every Java block of {@code docs/spark.md} compiles, with the quickstart's classes. */
class PageTest {

    private static final String IMPORTS = """
            import com.acme.models.*;
            import dev.replicate4j.*;
            import dev.replicate4j.jobs.*;
            import dev.replicate4j.spark.*;
            import java.util.*;
            import org.apache.spark.sql.*;

            """;

    @Test
    void everyExampleCompiles(@TempDir Path folder) {
        Path page = TestData.projectFolder().resolve("docs/spark.md");
        List<MarkdownPage.CodeBlock> blocks = MarkdownPage.read(page).in("java");
        JavaSources sources = new JavaSources();
        for (int i = 0; i < blocks.size(); i++) {
            sources.add(
                    "Example" + i + ".java",
                    IMPORTS + "final class Example" + i
                            + " {\n    static void run(SparkSession spark, Dataset<Row> images) throws Exception {\n"
                            + blocks.get(i).text().indent(8) + "    }\n}\n");
        }

        assertThat(blocks).hasSizeGreaterThan(1);
        assertThat(sources.compile(folder)).isEmpty();
    }
}
