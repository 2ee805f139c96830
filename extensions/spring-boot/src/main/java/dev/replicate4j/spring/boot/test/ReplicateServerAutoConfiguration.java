package dev.replicate4j.spring.boot.test;

import dev.replicate4j.spring.boot.ReplicateAutoConfiguration;
import dev.replicate4j.spring.boot.ReplicateConnectionDetails;
import dev.replicate4j.testkit.ReplicateServer;
import dev.replicate4j.testkit.ReplicateServerBuilder;
import dev.replicate4j.testkit.SpendingGuard;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** A server in the application context, to which all its clients go. Imported by {@link AutoConfigureReplicate} only. */
@AutoConfiguration(before = ReplicateAutoConfiguration.class)
public final class ReplicateServerAutoConfiguration {

    ReplicateServerAutoConfiguration() {}

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    ReplicateServer replicateServer(
            @Value("${replicate.test.pins:src/main/replicate,src/test/replicate}") String[] pins) {
        SpendingGuard.install();
        ReplicateServerBuilder builder = ReplicateServer.builder();
        for (String folder : pins) {
            if (Files.isDirectory(Path.of(folder))) {
                builder.pins(Path.of(folder));
            }
        }
        return builder.start();
    }

    /** Before all others, as tests must never call Replicate by accident. */
    @Bean
    @Primary
    ReplicateConnectionDetails replicateServerConnectionDetails(ReplicateServer server) {
        return new ServerConnectionDetails(server);
    }

    private record ServerConnectionDetails(ReplicateServer server) implements ReplicateConnectionDetails {

        @Override
        public String getApiToken() {
            return "test-token";
        }

        @Override
        public String getBaseUrl() {
            return server.baseUrl();
        }
    }
}
