package dev.replicate4j.spring.boot.webhook;

import java.util.Map;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

class ServletWebhooksTest extends WebhookReceiverContract {

    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    static class Mvc {}

    @Override
    void run(Map<String, WebhookHandler<?, ?>> handlers, String[] properties, ContextTest test) {
        run(new WebApplicationContextRunner().withUserConfiguration(Mvc.class), handlers, properties, test);
    }

    @Override
    int post(ApplicationContext context, String path, Map<String, String> headers, byte[] body) {
        var request = MockMvcRequestBuilders.post(path)
                .contentType("application/json")
                .content(body);
        headers.forEach(request::header);
        try {
            return MockMvcBuilders.webAppContextSetup((WebApplicationContext) context)
                    .build()
                    .perform(request)
                    .andReturn()
                    .getResponse()
                    .getStatus();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
