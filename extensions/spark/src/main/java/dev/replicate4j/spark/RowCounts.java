package dev.replicate4j.spark;

import dev.replicate4j.jobs.JobOutcome;
import dev.replicate4j.jobs.JobState;
import java.io.Serializable;
import java.time.Duration;
import org.apache.spark.SparkContext;
import org.apache.spark.util.DoubleAccumulator;
import org.apache.spark.util.LongAccumulator;

/** Counts rows where Spark's UI shows it: with the stage that makes the calls. */
record RowCounts(
        LongAccumulator doneRows,
        LongAccumulator failedRows,
        LongAccumulator notBegunRows,
        DoubleAccumulator predictSeconds)
        implements Serializable {

    static RowCounts register(SparkContext context) {
        return new RowCounts(
                context.longAccumulator("replicate: rows done"),
                context.longAccumulator("replicate: rows failed"),
                context.longAccumulator("replicate: rows not begun"),
                context.doubleAccumulator("replicate: predict seconds"));
    }

    void count(JobOutcome<?> outcome) {
        switch (outcome.state()) {
            case DONE -> doneRows.add(1);
            case NOT_BEGUN, PENDING -> notBegunRows.add(1);
            default -> failedRows.add(1);
        }
        if (outcome.state() == JobState.DONE) {
            predictSeconds.add(
                    outcome.metrics().predictTime().orElse(Duration.ZERO).toMillis() / 1000.0);
        }
    }

    long failed() {
        return failedRows.value();
    }

    long notBegun() {
        return notBegunRows.value();
    }
}
