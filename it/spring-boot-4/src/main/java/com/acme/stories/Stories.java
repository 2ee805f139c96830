package com.acme.stories;

import com.acme.models.Storyteller;
import dev.replicate4j.Replicate;
import dev.replicate4j.api.WebhookEvent;
import java.net.URI;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** An application that tells stories. */
@SpringBootApplication
@RestController
public class Stories {

    private final Replicate replicate;

    Stories(Replicate replicate) {
        this.replicate = replicate;
    }

    public static void main(String[] args) {
        SpringApplication.run(Stories.class, args);
    }

    @GetMapping("/story")
    public Story tell(@RequestParam("about") String about) {
        return new Story(about, replicate.use(Storyteller.MODEL).call(Storyteller.with(about)));
    }

    /** Begins a story that a webhook will bring. */
    @PostMapping("/story")
    public String begin(@RequestParam("about") String about, @RequestParam("webhook") URI webhook) {
        return replicate.use(Storyteller.MODEL)
                .with(o -> o.webhook(webhook, WebhookEvent.COMPLETED))
                .create(Storyteller.with(about))
                .id();
    }

    /** What the browser gets, as Jackson writes it. */
    public record Story(String about, String text) {}
}
