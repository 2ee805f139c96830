package com.acme.quickstart;

import com.acme.models.Blip2;
import com.acme.models.FluxDev;
import com.acme.models.GroundingDino;
import com.acme.models.Llama3;
import dev.replicate4j.OutputIterator;
import dev.replicate4j.Replicate;
import dev.replicate4j.URLPath;
import dev.replicate4j.testkit.ReplicateServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Calls four models. Without an account: against an embedded server; with {@code --live}: on Replicate. */
public final class Quickstart {

    private Quickstart() {}

    public static void main(String[] args) throws IOException {
        if (List.of(args).contains("--live")) { // reads REPLICATE_API_TOKEN
            callModels();
            return;
        }
        Path pins = Path.of("src", "main", "replicate");
        try (ReplicateServer server = ReplicateServer.builder().pins(pins).start();
                Replicate client = server.client()) {
            Replicate.setDefaultClient(client);
            callModels();
        }
    }

    private static void callModels() throws IOException {
        // Text appears as it is written.
        try (OutputIterator<String> words = Llama3.stream("Tell me about cats in hats.")) {
            words.forEach(System.out::print);
        }
        System.out.println();

        // A picture is a file: it is downloaded here, where it is read.
        URLPath cat = FluxDev.call("a cat wearing an amusing hat", in -> in.seed(42)
                        .outputFormat(FluxDev.OutputFormat.PNG))
                .get(0);
        Path saved = Path.of("target", "cat.png");
        Files.copy(cat, saved, StandardCopyOption.REPLACE_EXISTING);
        System.out.println("Saved " + saved.toAbsolutePath());

        // It goes into another model by its URL.
        String hat = Blip2.call(cat, in -> in.question("what is it wearing?"));
        System.out.println("It wears: " + hat);

        // An object's fields are typed.
        GroundingDino.Output found = GroundingDino.call(cat, in -> in.query("cat, hat"));
        System.out.println("Found: " + found.detections());
    }
}
