package dev.replicate4j.spring.boot.observation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Observes the calls and requests of all clients, where there is a registry of observations. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnClass(ObservationRegistry.class)
public final class ReplicateObservationAutoConfiguration {

    ReplicateObservationAutoConfiguration() {}

    @Bean
    @ConditionalOnBean(ObservationRegistry.class)
    ObservationListener replicateObservationListener(
            ObservationRegistry registry,
            ObjectProvider<ReplicateRunConvention> runConvention,
            ObjectProvider<ReplicateRequestConvention> requestConvention) {
        return new ObservationListener(registry, runConvention.getIfAvailable(), requestConvention.getIfAvailable());
    }

    /** Apart, as not everybody who observes has meters. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static class Meters {

        @Bean
        @ConditionalOnBean(MeterRegistry.class)
        PredictTimeRecorder replicatePredictTimeRecorder(MeterRegistry meters) {
            return new PredictTimeRecorder(meters);
        }
    }
}
