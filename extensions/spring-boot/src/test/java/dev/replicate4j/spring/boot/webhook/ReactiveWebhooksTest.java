package dev.replicate4j.spring.boot.webhook;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.config.EnableWebFlux;

class ReactiveWebhooksTest extends WebhookReceiverContract {

    @Configuration(proxyBeanMethods = false)
    @EnableWebFlux
    static class Flux {}

    @Override
    void run(Map<String, WebhookHandler<?, ?>> handlers, String[] properties, ContextTest test) {
        run(new ReactiveWebApplicationContextRunner().withUserConfiguration(Flux.class), handlers, properties, test);
    }

    @Override
    int post(ApplicationContext context, String path, Map<String, String> headers, byte[] body) {
        return WebTestClient.bindToApplicationContext(context)
                .configureClient()
                .responseTimeout(Duration.ofSeconds(30))
                .build()
                .post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .headers(added -> headers.forEach(added::set))
                .bodyValue(body)
                .exchange()
                .returnResult(String.class)
                .getStatus()
                .value();
    }
}
