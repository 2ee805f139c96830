package dev.replicate4j.jobs;

import dev.replicate4j.Replicate;
import dev.replicate4j.URLPath;
import dev.replicate4j.http.RetryPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The program that {@link KillTest} kills: a job of as many rows as it is told, each outcome on a line of its output. */
final class KilledJob {

    private KilledJob() {}

    public static void main(String[] args) {
        Replicate replicate = Replicate.builder()
                .apiToken("test-token")
                .baseUrl(args[0])
                .retryPolicy(RetryPolicy.standard().initialDelay(Duration.ofMillis(10)))
                .build();
        try (Job<Map<String, ?>, List<URLPath>> job = open(replicate, Path.of(args[1]))) {
            List<String> rows = rows(Integer.parseInt(args[2]));
            job.run(rows, row -> row, Models::prompt)
                    .forEach(outcome -> System.out.println(outcome.state() + " " + outcome.key()));
        }
    }

    static Job<Map<String, ?>, List<URLPath>> open(Replicate replicate, Path folder) {
        return Job.on(replicate.use(Models.PAINTER))
                .store(folder)
                .createsPerMinute(60_000)
                .mostRunning(24)
                .timeToAppear(Duration.ofMillis(700))
                .open();
    }

    static List<String> rows(int count) {
        return IntStream.range(0, count).mapToObj(i -> "cat " + i).toList();
    }
}
