package dev.replicate4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.mizosoft.methanol.Methanol;
import dev.replicate4j.Replicate;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;

/** The testkit as a module. */
class ModuleTest {

    private static final String NAME = "dev.replicate4j.testkit";

    private final ModuleFinder finder = ModuleFinder.of(
            Stream.of(ReplicateServer.class, Replicate.class, Methanol.class, NullMarked.class, JsonParser.class)
                    .map(ModuleTest::place)
                    .toArray(Path[]::new));

    @Test
    void onlyTheServerAndItsExtensionAreExported() {
        ModuleDescriptor module = finder.find(NAME).orElseThrow().descriptor();

        assertThat(module.exports().stream().map(ModuleDescriptor.Exports::source))
                .containsExactlyInAnyOrder(NAME, NAME + ".junit");
    }

    @Test
    void serverStartsInsideItsModuleWithoutJUnit() throws Exception {
        ModuleLayer boot = ModuleLayer.boot();
        Configuration configuration =
                Configuration.resolve(finder, List.of(boot.configuration()), ModuleFinder.of(), Set.of(NAME));
        ModuleLayer layer = ModuleLayer.defineModulesWithOneLoader(
                        configuration, List.of(boot), ClassLoader.getPlatformClassLoader())
                .layer();
        Class<?> type = layer.findLoader(NAME).loadClass(ReplicateServer.class.getName());

        Object builder = type.getMethod("builder").invoke(null);
        try (AutoCloseable server =
                (AutoCloseable) builder.getClass().getMethod("start").invoke(builder)) {
            assertThat(type.getModule().getName()).isEqualTo(NAME);
            assertThat(type.getMethod("baseUrl").invoke(server)).asString().startsWith("http://127.0.0.1:");
        }
    }

    private static Path place(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
