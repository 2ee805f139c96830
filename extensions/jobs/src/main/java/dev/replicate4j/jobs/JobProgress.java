package dev.replicate4j.jobs;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a job has come.
 *
 * @param total how many calls there are, where that is known
 * @param done how many have succeeded, in this opening or before
 * @param failed how many have ended in another way
 * @param running how many are under way
 * @param perMinute how many have ended in the last minute
 * @param predictTime how long the models of this opening have run in all
 * @param remaining an estimate of the time to the end, where the total is known
 * @param stopReason why nothing more is begun; empty while the job goes on
 */
public record JobProgress(
        OptionalLong total,
        long done,
        long failed,
        long running,
        double perMinute,
        Duration predictTime,
        Optional<Duration> remaining,
        Optional<String> stopReason) {}
