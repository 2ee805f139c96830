package dev.replicate4j.testkit.internal.fault;

import dev.replicate4j.testkit.internal.http.TransmissionFault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Random faults that a careful client survives. The same seed hits the same requests, as long
 * as they come in the same order.
 */
public final class Chaos {

    private static final FaultEffect.OnReply DROPPED = new FaultEffect.Transmit(new TransmissionFault.Drop());

    private static final List<FaultEffect> ON_READS = List.of(
            new FaultEffect.Refuse(500, null, false),
            new FaultEffect.Refuse(503, null, false),
            new FaultEffect.Refuse(429, 1, false),
            new FaultEffect.NotCarriedOut(DROPPED),
            DROPPED,
            new FaultEffect.Transmit(new TransmissionFault.Cut(20)),
            new FaultEffect.Delay(Duration.ofMillis(20)));

    /** A careful client does not repeat a create after an error that may hide a creation. */
    private static final List<FaultEffect> ON_CREATES =
            List.of(new FaultEffect.Refuse(429, 1, false), DROPPED, new FaultEffect.Delay(Duration.ofMillis(20)));

    private static final List<FaultEffect> ON_FILES = List.of(
            new FaultEffect.Refuse(503, null, false),
            new FaultEffect.Transmit(new TransmissionFault.Cut(100)),
            new FaultEffect.Delay(Duration.ofMillis(20)));

    private static final Map<Class<? extends FaultEffect>, List<FaultEffect>> BY_KIND = Map.of(
            FaultEffect.OnStream.class, List.of(new FaultEffect.CutStream(2), new FaultEffect.NoisyStream()),
            FaultEffect.EmptyWindow.class, List.of(new FaultEffect.EmptyWindow()),
            FaultEffect.OnWebhook.class, List.of(new FaultEffect.DuplicateWebhook()));

    private final SplittableRandom random;
    private final double rate;

    /**
     * Creates random faults.
     *
     * @param rate the share of requests that are hit, from 0 to 1
     */
    public Chaos(long seed, double rate) {
        this.random = new SplittableRandom(seed);
        this.rate = rate;
    }

    /** {@return an effect of the kind, if chance will have it} */
    synchronized <E extends FaultEffect> Optional<FaultHit<E>> take(Class<E> kind, FaultPoint occasion) {
        List<FaultEffect> choice = choice(kind, occasion);
        if (choice.isEmpty() || random.nextDouble() >= rate) {
            return Optional.empty();
        }
        FaultEffect effect = choice.get(random.nextInt(choice.size()));
        return Optional.of(new FaultHit<>("chaos: " + effect, kind.cast(effect)));
    }

    private static List<FaultEffect> choice(Class<? extends FaultEffect> kind, FaultPoint occasion) {
        if (kind == FaultEffect.OnExchange.class) {
            return onExchange(occasion);
        }
        return BY_KIND.getOrDefault(kind, List.of());
    }

    private static List<FaultEffect> onExchange(FaultPoint occasion) {
        if (!occasion.isApi()) {
            return occasion.isDownload() ? ON_FILES : List.of();
        }
        if (occasion.method().equals("POST")) {
            return occasion.isCreate() ? ON_CREATES : List.of();
        }
        return ON_READS;
    }
}
