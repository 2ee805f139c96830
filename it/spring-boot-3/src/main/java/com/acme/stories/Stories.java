package com.acme.stories;

import dev.replicate4j.Replicate;
import java.util.Map;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** An application that tells stories. */
@SpringBootApplication
@RestController
public class Stories {

    @GetMapping("/story")
    public Story tell(@RequestParam("about") String about) {
        Object text = Replicate.defaultClient().use("acme/storyteller").call(Map.of("prompt", about));
        return new Story(about, String.valueOf(text));
    }

    /** What the browser gets, as Jackson writes it. */
    public record Story(String about, String text) {}
}
