package dev.replicate4j.bench.jmh;

import dev.replicate4j.bench.Picture;
import dev.replicate4j.http.Reply;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
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

/** What a call costs beside the exchange itself. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PartsOfACall {
    private static final HttpHeaders NO_HEADERS = HttpHeaders.of(Map.of(), (name, value) -> true);

    private final byte[] prediction =
            """
            {"id":"instant.1","model":"bench/instant","version":"%s","input":{"prompt":"a cat wearing an amusing hat",\
            "seed":42},"logs":"","output":["https://example.com/out-0.png"],"data_removed":false,"error":null,\
            "status":"succeeded","created_at":"2026-01-01T00:00:00.123Z","started_at":"2026-01-01T00:00:00.2Z",\
            "completed_at":"2026-01-01T00:00:01.2Z","metrics":{"predict_time":1.0},\
            "urls":{"cancel":"https://example.com/c","get":"https://example.com/g","web":"https://example.com/w"}}\
            """.formatted("0123456789abcdef".repeat(4)).getBytes(StandardCharsets.UTF_8);

    private final List<String> output = List.of("https://example.com/out-0.png");

    /** Reads a prediction of 660 bytes. */
    @Benchmark
    public Object readPrediction() {
        return new Reply(() -> "benchmark", 200, NO_HEADERS, prediction).object();
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
}
