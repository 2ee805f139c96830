package dev.replicate4j.testkit.internal.fault;

import java.time.Duration;
import java.util.List;
import java.util.Map;
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

    private static final Map<Class<? extends Effect>, List<Effect>> BY_KIND = Map.of(
            Effect.OnStream.class, List.of(new Effect.CutStream(2), new Effect.NoisyStream()),
            Effect.EmptyWindow.class, List.of(new Effect.EmptyWindow()),
            Effect.OnWebhook.class, List.of(new Effect.DuplicateWebhook()));

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

    /** Returns an effect of the kind, if chance will have it. */
    synchronized <E extends Effect> Optional<Faults.Hit<E>> take(Class<E> kind, Occasion occasion) {
        List<Effect> choice = choice(kind, occasion);
        if (choice.isEmpty() || random.nextDouble() >= rate) {
            return Optional.empty();
        }
        Effect effect = choice.get(random.nextInt(choice.size()));
        return Optional.of(new Faults.Hit<>("chaos: " + effect, kind.cast(effect)));
    }

    private static List<Effect> choice(Class<? extends Effect> kind, Occasion occasion) {
        if (kind == Effect.OnExchange.class) {
            return onExchange(occasion);
        }
        return BY_KIND.getOrDefault(kind, List.of());
    }

    private static List<Effect> onExchange(Occasion occasion) {
        if (!occasion.isApi()) {
            return occasion.isDownload() ? ON_FILES : List.of();
        }
        if (occasion.method().equals("POST")) {
            return occasion.isCreate() ? ON_CREATES : List.of();
        }
        return ON_READS;
    }
}
