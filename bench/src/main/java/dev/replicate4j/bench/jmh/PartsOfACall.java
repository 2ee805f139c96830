package dev.replicate4j.bench.jmh;

import dev.replicate4j.bench.Picture;
import dev.replicate4j.internal.json.Json;
import dev.replicate4j.internal.sse.EventParser;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What a call costs beside the exchange itself. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PartsOfACall {
    private static final int TOKENS = 1_000;

    private final byte[] prediction =
            """
            {"id":"instant.1","model":"bench/instant","version":"%s","input":{"prompt":"a cat wearing an amusing hat",\
            "seed":42},"logs":"","output":["https://example.com/out-0.png"],"data_removed":false,"error":null,\
            "status":"succeeded","created_at":"2026-01-01T00:00:00.123Z","started_at":"2026-01-01T00:00:00.2Z",\
            "completed_at":"2026-01-01T00:00:01.2Z","metrics":{"predict_time":1.0},\
            "urls":{"cancel":"https://example.com/c","get":"https://example.com/g","web":"https://example.com/w"}}\
            """.formatted("0123456789abcdef".repeat(4)).getBytes(StandardCharsets.UTF_8);

    private final Map<String, ?> request =
            Map.of("input", Map.of("prompt", "a cat wearing an amusing hat", "seed", 42L));
    private final List<String> output = List.of("https://example.com/out-0.png");
    private final byte[] events =
            "event: output\nid: 1760000000:1\ndata:  token\n\n".repeat(TOKENS).getBytes(StandardCharsets.UTF_8);

    /** Reads a prediction of 660 bytes. */
    @Benchmark
    public Object readPrediction() {
        return Objects.requireNonNull(Json.parse(prediction));
    }

    /** Writes the body of a request. */
    @Benchmark
    public Object writeRequest() {
        return Json.writeBytes(request);
    }

    /** Makes an input of two values. */
    @Benchmark
    public Object makeInput() {
        return Picture.with("a cat wearing an amusing hat").seed(42);
    }

    /** Decodes an output of one file. */
    @Benchmark
    public Object decodeOutput() {
        return Picture.MODEL.decode(output);
    }

    /** Reads a thousand events. */
    @Benchmark
    public void readThousandEvents(Blackhole sink) {
        new EventParser("", sink::consume).feed(ByteBuffer.wrap(events));
    }
}
