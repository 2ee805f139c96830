package dev.replicate4j.spring.boot.health;

import dev.replicate4j.Replicate;
import dev.replicate4j.spring.boot.ReplicateAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells the health endpoint of Replicate, where that is asked for. */
@AutoConfiguration(after = ReplicateAutoConfiguration.class)
@ConditionalOnProperty(name = "management.health.replicate.enabled", havingValue = "true")
@ConditionalOnBean(Replicate.class)
@EnableConfigurationProperties(ReplicateHealthProperties.class)
public final class ReplicateHealthAutoConfiguration {

    ReplicateHealthAutoConfiguration() {}

    @Bean
    AccountProbe replicateAccountProbe(Replicate replicate, ReplicateHealthProperties properties) {
        return new AccountProbe(replicate, properties, System::nanoTime);
    }

    /** Spring Boot 3 has its health in the actuator. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.actuate.health.HealthIndicator")
    static class Boot3 {

        @Bean
        Boot3HealthIndicator replicateHealthIndicator(AccountProbe probe) {
            return new Boot3HealthIndicator(probe);
        }
    }

    /** Spring Boot 4 has a module for it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
    static class Boot4 {

        @Bean
        Boot4HealthIndicator replicateHealthIndicator(AccountProbe probe) {
            return new Boot4HealthIndicator(probe);
        }
    }
}
