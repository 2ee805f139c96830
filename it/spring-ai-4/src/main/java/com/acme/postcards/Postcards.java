package com.acme.postcards;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.image.ImageModel;
import org.springframework.ai.image.ImageOptionsBuilder;
import org.springframework.ai.image.ImagePrompt;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;

/** Writes postcards with Spring AI; that the models run on Replicate, only the properties know. */
@SpringBootApplication
public class Postcards {

    public static void main(String[] args) {
        SpringApplication.run(Postcards.class, args);
    }

    @Service
    static class Writer {

        private final ImageModel images;
        private final ChatClient chat;

        Writer(ImageModel images, ChatClient.Builder chat) {
            this.images = images;
            this.chat =
                    chat.defaultSystem("You write postcards of two sentences.").build();
        }

        String picture(String place) {
            var square =
                    ImageOptionsBuilder.builder().n(1).width(1024).height(1024).build();
            return images.call(new ImagePrompt("a postcard of " + place, square))
                    .getResult()
                    .getOutput()
                    .getUrl();
        }

        Flux<String> text(String place) {
            return chat.prompt("Greetings from " + place).stream().content();
        }
    }
}
