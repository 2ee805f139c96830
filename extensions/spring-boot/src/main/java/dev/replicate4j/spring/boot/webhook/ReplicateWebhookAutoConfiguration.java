package dev.replicate4j.spring.boot.webhook;

import dev.replicate4j.Replicate;
import dev.replicate4j.spring.boot.ReplicateAutoConfiguration;
import dev.replicate4j.spring.boot.ReplicateProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** Receives webhooks where there are handlers for them, by Spring MVC or WebFlux. */
@AutoConfiguration(after = ReplicateAutoConfiguration.class)
@ConditionalOnWebApplication
@ConditionalOnBean({Replicate.class, WebhookHandler.class})
@EnableConfigurationProperties(ReplicateWebhookProperties.class)
public final class ReplicateWebhookAutoConfiguration {

    private static final String SUFFIX = "Replicate";

    ReplicateWebhookAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    WebhookDeliveryStore replicateWebhookDeliveryStore(ReplicateWebhookProperties properties) {
        return new MemoryDeliveryStore(properties.rememberedDeliveries());
    }

    @Bean
    WebhookReceiver replicateWebhookReceiver(
            ListableBeanFactory beans,
            ReplicateProperties clients,
            ReplicateWebhookProperties properties,
            WebhookDeliveryStore deliveries,
            ObjectProvider<WebhookHandler<?, ?>> handlers) {
        List<WebhookAccount> accounts = beans.getBeansOfType(Replicate.class).entrySet().stream()
                .map(client -> new WebhookAccount(
                        client.getValue(), secret(client.getKey(), clients, properties), System::nanoTime))
                .toList();
        return new WebhookReceiver(
                accounts,
                properties.tolerance(),
                deliveries,
                handlers.orderedStream()
                        .<WebhookHandler<?, ?>>map(handler -> handler)
                        .toList());
    }

    /** The bean of a further client is called as the client and "Replicate"; all others are the first. */
    private static @Nullable String secret(
            String bean, ReplicateProperties clients, ReplicateWebhookProperties properties) {
        String name = bean.endsWith(SUFFIX) ? bean.substring(0, bean.length() - SUFFIX.length()) : "";
        return clients.clients().containsKey(name) ? properties.secrets().get(name) : properties.secret();
    }

    /** By Spring MVC. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass(RouterFunction.class)
    static class Servlet {

        @Bean
        RouterFunction<ServerResponse> replicateWebhookRouter(
                WebhookReceiver receiver, ReplicateWebhookProperties properties) {
            return ServletWebhooks.router(receiver, properties);
        }
    }

    /** By Spring WebFlux. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    @ConditionalOnClass(name = "org.springframework.web.reactive.function.server.RouterFunction")
    static class Reactive {

        @Bean
        org.springframework.web.reactive.function.server.RouterFunction<
                        org.springframework.web.reactive.function.server.ServerResponse>
                replicateWebhookRouter(WebhookReceiver receiver, ReplicateWebhookProperties properties) {
            return ReactiveWebhooks.router(receiver, properties);
        }
    }
}
