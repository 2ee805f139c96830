package com.acme.stories;

import com.acme.models.Storyteller;
import dev.replicate4j.spring.boot.webhook.WebhookHandler;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The stories that webhooks have brought. */
@Configuration(proxyBeanMethods = false)
public class Bookshelf {

    private final BlockingQueue<String> stories = new LinkedBlockingQueue<>();

    /** Waits for the next story. */
    public String next() throws InterruptedException {
        return stories.take();
    }

    @Bean
    static WebhookHandler<String, String> storyHandler(Bookshelf shelf) {
        return WebhookHandler.of(Storyteller.MODEL, run -> shelf.stories.add(run.output()));
    }
}
