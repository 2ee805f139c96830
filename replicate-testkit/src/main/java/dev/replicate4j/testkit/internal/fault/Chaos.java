package dev.replicate4j.testkit.internal.fault;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Faults by chance, out of those that a careful client survives without help. The same seed hits the same requests, as long
 * as they come in the same order.
 */
public final class Chaos {

    private static final List<Effect> ON_READS = List.of(
            new Effect.Refuse(500, null, false),
            new Effect.Refuse(503, null, false),
            new Effect.Refuse(429, 1, false),
            new Effect.DropRequest(),
            new Effect.DropReply(),
            new Effect.CutBody(20),
            new Effect.Delay(Duration.ofMillis(20)));

    /** A create may cost money: after an error of unknown effect a careful client does not repeat it. */
    private static final List<Effect> ON_CREATES =
            List.of(new Effect.Refuse(429, 1, false), new Effect.DropReply(), new Effect.Delay(Duration.ofMillis(20)));

    private static final List<Effect> ON_FILES = List.of(
            new Effect.Refuse(503, null, false), new Effect.CutBody(100), new Effect.Delay(Duration.ofMillis(20)));

    private static final List<Effect> ON_STREAMS = List.of(new Effect.CutStream(2), new Effect.NoisyStream());

    private final SplittableRandom random;
    private final double rate;

    /**
     * Makes chaos.
     *
     * @param rate which part of all requests is hit, from 0 to 1
     */
    public Chaos(long seed, double rate) {
        this.random = new SplittableRandom(seed);
        this.rate = rate;
    }

    /** Returns what goes wrong at the place, if chance will have it. */
    synchronized Optional<Faults.Hit> take(Effect.Place place, Occasion occasion) {
        List<Effect> choice = choice(place, occasion);
        if (choice.isEmpty() || random.nextDouble() >= rate) {
            return Optional.empty();
        }
        Effect effect = choice.get(random.nextInt(choice.size()));
        return Optional.of(new Faults.Hit("chaos: " + effect, effect));
    }

    private static List<Effect> choice(Effect.Place place, Occasion occasion) {
        return switch (place) {
            case REQUEST -> onRequest(occasion);
            case STREAM -> ON_STREAMS;
            case WINDOW -> List.of(new Effect.EmptyWindow());
            case WEBHOOK -> List.of(new Effect.DuplicateWebhook());
            case RUN -> List.of();
        };
    }

    private static List<Effect> onRequest(Occasion occasion) {
        if (!occasion.isApi()) {
            return occasion.isDownload() ? ON_FILES : List.of();
        }
        if (occasion.method().equals("POST")) {
            return occasion.isCreate() ? ON_CREATES : List.of();
        }
        return ON_READS;
    }
}
