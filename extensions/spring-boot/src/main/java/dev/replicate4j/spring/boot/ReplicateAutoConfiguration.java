package dev.replicate4j.spring.boot;

import dev.replicate4j.Replicate;
import dev.replicate4j.RunListener;
import dev.replicate4j.http.HttpListener;
import dev.replicate4j.http.TransferListener;
import dev.replicate4j.spring.boot.ReplicateClientFactory.Listeners;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Configures the {@link Replicate} bean, and those of further clients. */
@AutoConfiguration
@EnableConfigurationProperties(ReplicateProperties.class)
@Import(NamedClientsRegistrar.class)
public final class ReplicateAutoConfiguration {

    static final String FACTORY = "replicateClientFactory";

    ReplicateAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    ReplicateConnectionDetails replicateConnectionDetails(ReplicateProperties properties) {
        return new PropertiesConnectionDetails(properties);
    }

    @Bean(FACTORY)
    ReplicateClientFactory replicateClientFactory(
            ReplicateProperties properties,
            ReplicateConnectionDetails connection,
            ObjectProvider<RunListener> runs,
            ObjectProvider<HttpListener> requests,
            ObjectProvider<TransferListener> transfers,
            ObjectProvider<ReplicateBuilderCustomizer> customizers) {
        Listeners listeners = new Listeners(
                runs.orderedStream().toList(),
                requests.orderedStream().toList(),
                transfers.orderedStream().toList());
        return new ReplicateClientFactory(
                properties, connection, listeners, customizers.orderedStream().toList());
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    Replicate replicate(ReplicateClientFactory clients) {
        return clients.first();
    }

    @Bean
    @ConditionalOnProperty(name = "replicate.default-client", havingValue = "true")
    DefaultClientSetter replicateDefaultClient(Replicate replicate) {
        return new DefaultClientSetter(replicate);
    }
}
