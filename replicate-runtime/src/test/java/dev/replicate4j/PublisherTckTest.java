package dev.replicate4j;

import dev.replicate4j.api.Prediction;
import dev.replicate4j.internal.call.ReplayBuffer;
import dev.replicate4j.internal.http.ApiOrigin;
import dev.replicate4j.internal.http.Transport;
import dev.replicate4j.internal.http.TransportConfig;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.LongStream;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.Test;

/** The compatibility kit of Reactive Streams, run against the publisher of an output whose pieces are being made. */
@Test
@SuppressWarnings("exports") // TestNG wants public classes
public class PublisherTckTest extends FlowPublisherVerification<Long> {

    private final Transport transport = new Transport(TransportConfig.of(ApiOrigin.REPLICATE, null));

    public PublisherTckTest() {
        // Patience for what must happen costs nothing where it does happen, and a busy machine needs it.
        super(new TestEnvironment(5_000, 50), 5_000);
    }

    @Override
    public Flow.Publisher<Long> createFlowPublisher(long elements) {
        ReplayBuffer<Long> tape = new ReplayBuffer<>();
        ForkJoinPool.commonPool().execute(() -> {
            LongStream.range(0, elements).forEach(piece -> tape.append(List.of(piece)));
            tape.end(null);
        });
        return iterator(tape).publisher();
    }

    @Override
    public Flow.Publisher<Long> createFailedFlowPublisher() {
        ReplayBuffer<Long> tape = new ReplayBuffer<>();
        tape.end(new IllegalStateException("failed on purpose"));
        return iterator(tape).publisher();
    }

    /** An output fits into memory, so a long one is not endless. */
    @Override
    public long maxElementsFromPublisher() {
        return 10_000;
    }

    private OutputIterator<Long> iterator(ReplayBuffer<Long> tape) {
        return new OutputIterator<>(tape, false, transport, PublisherTckTest::noPrediction, () -> {});
    }

    private static Prediction noPrediction() {
        throw new AssertionError("A publisher has no use for the prediction.");
    }
}
