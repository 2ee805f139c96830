package dev.replicate4j.bench.start;

import dev.replicate4j.bench.Bare;
import java.io.IOException;
import java.net.URI;

/** Makes a prediction with the JDK's client and prints the reply as it is. */
public final class BareCall {
    private BareCall() {}

    /**
     * Calls once.
     *
     * @param args where the API is
     * @throws IOException when the call fails
     * @throws InterruptedException when it is interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        System.out.println(new Bare().create(URI.create(args[0] + "/models/bench/instant/predictions")));
        System.exit(0);
    }
}
