package dev.replicate4j.spark.internal.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replicate4j.api.Metrics;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RemoteLimitsTest {

    private final BlockingQueue<LimitExchange> exchanges = new LinkedBlockingQueue<>();

    private LimitExchange.Answer grant(LimitExchange exchange) {
        exchanges.add(exchange);
        return new LimitExchange.Answer(exchange.begins(), exchange.resends(), null);
    }

    @Test
    void firstExchangeTellsAllThatWasSpentBefore() throws Exception {
        try (RemoteLimits limits = RemoteLimits.of("run", 0, this::grant)) {
            assertThat(exchanges.poll(200, TimeUnit.MILLISECONDS)).isNull(); // a job that is opening reads its journal
            limits.endedBefore(new Metrics(Map.of()));
            limits.resumed();
            limits.begin().get(10, TimeUnit.SECONDS);

            LimitExchange first = exchanges.take();
            assertThat(first.events())
                    .extracting(LimitExchange.Event::kind)
                    .containsExactly(LimitExchange.Kind.ENDED_BEFORE, LimitExchange.Kind.RESUMED);
            assertThat(first.begins()).isEqualTo(1);
        }
    }
}
