package dev.replicate4j.bench.start;

import dev.replicate4j.Replicate;
import dev.replicate4j.bench.Picture;

/** Calls a model as generated code does and prints its output. */
public final class GeneratedCall {
    private GeneratedCall() {}

    /**
     * Calls once.
     *
     * @param args where the API is
     */
    public static void main(String[] args) {
        Replicate.setDefaultClient(
                Replicate.builder().apiToken("test-token").baseUrl(args[0]).build());
        System.out.println(Picture.call("a cat wearing an amusing hat", in -> in.seed(42))
                .get(0)
                .url());
    }
}
